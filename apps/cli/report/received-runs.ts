import pLimit from 'p-limit';
import type { Api } from '../api/api.js';
import { diagnosisOfTrace, type ReceivedDiagnosis } from '../api/diagnosis.js';
import { receivedTraces, type ReceivedScope } from '../api/received-traces.js';
import { CliError } from '../cli-error.js';
import type { ReportedRun, ReportedRuns } from './reported-run.js';

/** Traces that are asked for at most, the newest. */
const MOST_TRACES = 1000;
/** The server diagnoses one run at a time and lets 32 wait. */
const ASKED_AT_ONCE = 4;
const NOT_FOUND = 404;

/** The runs of others in traces that are complete, each once, the newest first; `diagnosed` hears of each trace. */
export async function receivedRuns(api: Api, scope: ReceivedScope, diagnosed: () => void): Promise<ReportedRuns> {
  const { ids, isCut, ...counts } = await tracesInScope(api, scope);
  const limit = pLimit(ASKED_AT_ONCE);
  const told = ids.map((id) =>
    limit(async () => {
      const runs = await runsOf(api, id);
      diagnosed();
      return runs;
    }),
  );
  try {
    const found = await Promise.all(told);
    const gone = found.filter((runs) => runs === undefined).length;
    return {
      runs: distinct(
        found.flatMap((runs) => runs ?? []),
        scope,
      ),
      isCut,
      traces: { ...counts, gone },
    };
  } finally {
    limit.clearQueue();
  }
}

async function tracesInScope(api: Api, scope: ReceivedScope) {
  const ids: string[] = [];
  const counts = { traces: 0, collecting: 0, withoutRun: 0 };
  for await (const { traceId, status, profile } of receivedTraces(api, scope)) {
    if (ids.length === MOST_TRACES) return { ids, ...counts, isCut: true };
    counts.traces += 1;
    if (status === 'collecting') counts.collecting += 1;
    else if (profile === undefined) counts.withoutRun += 1;
    else ids.push(traceId);
  }
  return { ids, ...counts, isCut: false };
}

/** Undefined where it had to make room for newer ones. */
async function runsOf(api: Api, traceId: string): Promise<readonly ReceivedDiagnosis[] | undefined> {
  try {
    return (await diagnosisOfTrace(api, traceId)).runs;
  } catch (error) {
    if (error instanceof CliError && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}

/** A run that has spans in several traces is told with each; one of its traces may be of another service. */
function distinct(told: readonly ReceivedDiagnosis[], { service }: ReceivedScope): readonly ReportedRun[] {
  const runs = new Map(told.map((run) => [run.runId, run]));
  return [...runs.values()]
    .filter(({ profile }) => service === undefined || profile.service === service)
    .map(reportedReceived);
}

export function reportedReceived({ profile, ...diagnosis }: ReceivedDiagnosis): ReportedRun {
  const { runId, traceId = runId, facts } = diagnosis;
  const { architecture } = profile;
  return {
    diagnosis: { ...diagnosis, traceId, rehearsed: false, ...(architecture !== undefined && { architecture }) },
    metrics: { ...facts, runId },
    profile,
  };
}

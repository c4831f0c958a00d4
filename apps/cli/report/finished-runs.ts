import pLimit from 'p-limit';
import { z } from 'zod';
import type { Api } from '../api/api.js';
import { diagnosisOfRun, type RunDiagnosis } from '../api/diagnosis.js';
import { RunSummarySchema, type RunSummary } from '../api/run-view.js';
import type { ReportedRun, ReportedRuns } from './reported-run.js';

/** Which runs are reported. */
export interface Scope {
  readonly family?: string;
  readonly architecture?: string;
  readonly comparison?: string;
  /** Runs of others, in traces that the server has received. */
  readonly received?: true;
  /** Of others, by their `service.name`. */
  readonly service?: string;
  /** Started at this time or later, in epoch milliseconds; of others: their spans came. */
  readonly since?: number;
}

/** A finished run of Parley. */
export interface FinishedRun extends ReportedRun {
  readonly summary: RunSummary;
  readonly diagnosis: RunDiagnosis;
}

interface FinishedRuns extends ReportedRuns {
  readonly runs: readonly FinishedRun[];
}

/** Runs that are reported at most, the newest. */
const MOST_RUNS = 1000;
/** The server diagnoses one run at a time and lets 32 wait. */
const ASKED_AT_ONCE = 4;
const PAGE = 200;
const PageSchema = z.looseObject({ runs: z.array(RunSummarySchema), next: z.string().optional() });

/** Runs that have completed or failed, newest first; `diagnosed` hears of each. */
export async function finishedRuns(api: Api, scope: Scope, diagnosed: () => void): Promise<FinishedRuns> {
  const { found, isCut } = await runsInScope(api, scope);
  const limit = pLimit(ASKED_AT_ONCE);
  const runs = found.map((summary) =>
    limit(async () => {
      const run = reported(summary, await diagnosisOfRun(api, summary.runId));
      diagnosed();
      return run;
    }),
  );
  try {
    return { runs: await Promise.all(runs), isCut };
  } finally {
    limit.clearQueue();
  }
}

/** The newest of them, without their diagnoses. */
export async function runsInScope(
  api: Api,
  scope: Scope,
): Promise<{ readonly found: readonly RunSummary[]; readonly isCut: boolean }> {
  const found: RunSummary[] = [];
  let cursor: string | undefined;
  do {
    const page: z.infer<typeof PageSchema> = await api.get(`/v1/runs?${queryOf(scope, cursor)}`, PageSchema);
    found.push(...page.runs.filter((run) => isReported(run, scope)));
    // The newest come first, so that nothing after a page of older ones is in scope.
    const isOver = page.runs.every(({ startedAt }) => startedAt < (scope.since ?? 0));
    cursor = isOver ? undefined : page.next;
  } while (cursor !== undefined && found.length <= MOST_RUNS);
  return { found: found.slice(0, MOST_RUNS), isCut: found.length > MOST_RUNS };
}

const isReported = ({ status, startedAt }: RunSummary, { since = 0 }: Scope): boolean =>
  (status === 'completed' || status === 'failed') && startedAt >= since;

function queryOf({ family, architecture, comparison }: Scope, cursor: string | undefined): string {
  const query = new URLSearchParams({ limit: String(PAGE) });
  for (const [name, value] of Object.entries({ family, architecture, comparisonId: comparison, cursor })) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}

function reported(summary: RunSummary, diagnosis: RunDiagnosis): FinishedRun {
  const { runId, taskHash, facts } = diagnosis;
  return { summary, diagnosis, metrics: { ...facts, runId, ...(taskHash !== undefined && { taskHash }) } };
}

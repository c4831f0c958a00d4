import type { DiagnosisOfTrace } from '#diagnosis';
import { distinctRuns, NO_TRACES, withTrace, type ReportedRuns, type ScopedTraces } from '#reports';
import type { ReceivedTraces } from '#trajectory';
import { refuseUnjudged } from '../diagnosis/refuse-unjudged.js';
import { traceSummaryView } from '../traces/received-view.js';
import type { Asked } from './asked.js';
import { askedInTurn } from './asked-in-turn.js';

export interface ReceivedRunSources {
  readonly traces: Pick<ReceivedTraces, 'page'>;
  readonly diagnosisOfTrace: DiagnosisOfTrace;
}

const PAGE = 200;

/** The runs of others in traces that are complete, each once, the newest first. */
export async function receivedRuns(
  asked: Asked,
  { traces, diagnosisOfTrace }: ReceivedRunSources,
): Promise<ReportedRuns> {
  const { scope, gone: stopping } = asked;
  const { ids, isCut, ...counts } = await tracesInScope(asked, traces);
  const told = await askedInTurn(ids, (id) => diagnosisOfTrace(id, stopping).catch(refuseUnjudged), stopping);
  const kept = told.filter((runs) => runs !== undefined);
  return {
    runs: distinctRuns(kept.flat(), scope),
    isCut,
    traces: { ...counts, gone: told.length - kept.length },
  };
}

async function tracesInScope({ scope, limit }: Asked, traces: Pick<ReceivedTraces, 'page'>): Promise<ScopedTraces> {
  const { service, since } = scope;
  let found = NO_TRACES;
  let cursor: string | undefined;
  do {
    const page = await traces.page({ limit: PAGE, cursor, service, since });
    found = page.traces.map(traceSummaryView).reduce((all, trace) => withTrace(all, trace, limit), found);
    cursor = page.next;
  } while (cursor !== undefined && !found.isCut);
  return found;
}

import { distinctRuns, MOST_REPORTED, NO_TRACES, withTrace } from '#reports';
import type { ReportedRuns, ScopedTraces } from '#reports';
import type { Api } from '../api/api.js';
import { diagnosisOfTrace } from '../api/diagnosis.js';
import { receivedTraces, type ReceivedScope } from '../api/received-traces.js';
import { undefinedIfGone } from '../api/undefined-if-gone.js';
import { askedInTurn } from './asked-in-turn.js';

/** The runs of others in traces that are complete, each once, the newest first; `diagnosed` hears of each trace. */
export async function receivedRuns(api: Api, scope: ReceivedScope, diagnosed: () => void): Promise<ReportedRuns> {
  const { ids, isCut, ...counts } = await tracesInScope(api, scope);
  const told = await askedInTurn(ids, async (id) => {
    const answer = await undefinedIfGone(diagnosisOfTrace(api, id));
    diagnosed();
    return answer?.runs;
  });
  const kept = told.filter((runs) => runs !== undefined);
  return {
    runs: distinctRuns(kept.flat(), scope),
    isCut,
    traces: { ...counts, gone: told.length - kept.length },
  };
}

async function tracesInScope(api: Api, scope: ReceivedScope): Promise<ScopedTraces> {
  let found = NO_TRACES;
  for await (const trace of receivedTraces(api, scope)) {
    found = withTrace(found, trace, MOST_REPORTED);
    if (found.isCut) break;
  }
  return found;
}

import type { RunDiagnosis, RunEvent } from '#events';
import { NO_FACTS, NO_VERDICT } from '#events/testing';
import { modelCallSpanId } from '../span-ids.js';

/** A verdict on these events that blames the first turn that was recorded. */
export function verdictOn(events: readonly RunEvent[], isSent = true): RunDiagnosis {
  const [started] = events;
  const turn = events.find((event) => event.type === 'TurnRecorded');
  const last = events.at(-1);
  if (started?.type !== 'RunStarted' || turn === undefined || last === undefined) throw new Error('no turn to blame');
  const { runId, tenant } = started;
  const { turnId, attempt } = turn.data;
  const spanId = modelCallSpanId(runId, turnId, attempt);
  return {
    type: 'RunDiagnosed',
    runId,
    tenant,
    source: '/parley/classifier',
    time: last.time + 500,
    id: `${runId}:1:${last.sequence}`,
    causationId: `${runId}:${last.sequence}`,
    data: {
      version: '1',
      upTo: last.sequence,
      ...NO_VERDICT,
      trace: { traceId: started.data.traceId, isSent },
      label: 'numerical_drift',
      confidence: 0.9,
      agent: turnId.split('.')[0] ?? '',
      place: { step: 0, sequence: turn.sequence, turnId, spanId },
      facts: { ...NO_FACTS, outcome: 'failed', turns: 1 },
    },
  };
}

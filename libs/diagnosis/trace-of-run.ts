import type { RunEvent } from '#events';
import type { LookedAt } from './run-diagnosed.js';

/** Where the spans of the run are, and whether they are sent: of one that was not sampled only when it has failed. */
export function traceOfRun(events: readonly RunEvent[]): Pick<LookedAt, 'trace'> {
  const [started] = events;
  if (started?.type !== 'RunStarted') return {};
  const { traceId, sampled } = started.data;
  return { trace: { traceId, isSent: sampled || events.some(({ type }) => type === 'RunFailed') } };
}

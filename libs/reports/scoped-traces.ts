import type { ReceivedTraceCounts } from './reported-run.js';

/** What a list tells of a received trace. */
interface ListedTrace {
  readonly traceId: string;
  readonly status: 'collecting' | 'complete';
  /** Absent where no agent, model or tool works in it. */
  readonly profile?: object | undefined;
}

/** What has been found in a list of received traces. */
export interface ScopedTraces extends Omit<ReceivedTraceCounts, 'gone'> {
  /** Of those that can be diagnosed. */
  readonly ids: readonly string[];
  /** There are more than are wanted: later ones are not looked at. */
  readonly isCut: boolean;
}

export const NO_TRACES: ScopedTraces = { ids: [], traces: 0, collecting: 0, withoutRun: 0, isCut: false };

/** With the next trace of the list. */
export function withTrace(found: ScopedTraces, { traceId, status, profile }: ListedTrace, most: number): ScopedTraces {
  if (found.ids.length === most) return { ...found, isCut: true };
  const seen = { ...found, traces: found.traces + 1 };
  if (status === 'collecting') return { ...seen, collecting: found.collecting + 1 };
  if (profile === undefined) return { ...seen, withoutRun: found.withoutRun + 1 };
  return { ...seen, ids: [...found.ids, traceId] };
}

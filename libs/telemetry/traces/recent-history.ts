import type { RunEvent, RunHistory, RunId } from '#events';
import { LRUCache } from 'lru-cache';

export interface TraceHistory {
  /** The run's events from the first one on, and at least so many. */
  eventsOf(runId: RunId, options: { readonly atLeast: number }): Promise<readonly RunEvent[]>;
}

/** A history that is read on from where it was read to before, of so many runs: a long run is not read anew for each turn. */
export function recentHistory(history: Pick<RunHistory, 'eventsOf'>, runs: number): TraceHistory {
  const known = new LRUCache<RunId, readonly RunEvent[]>({ max: runs });
  return {
    async eventsOf(runId, { atLeast }) {
      const before = known.get(runId) ?? [];
      if (before.length >= atLeast) return before;
      const events = [...before, ...(await history.eventsOf(runId, { from: before.length + 1, atLeast }))];
      known.set(runId, events);
      return events;
    },
  };
}

import type { RunEvent, RunHistory, RunId } from '#events';
import { isTerminal } from '#events';
import { eventIn, type Offset, type ReceivedRecord, type StoredHistory } from '#event-log';

export interface LiveHistory extends StoredHistory {
  /** In order within their partitions. */
  readonly take: (record: ReceivedRecord) => void;
}

/** What a store would have of the runs that have not ended, in memory: the bench measures the log, not a database. */
export function liveHistory(): LiveHistory {
  const runs = new Map<RunId, { readonly partition: number; readonly events: RunEvent[] }>();
  const positions = new Map<number, Offset>();
  const eventsOf: RunHistory['eventsOf'] = (runId, { from = 1, atLeast = 0 } = {}) => {
    const events = runs.get(runId)?.events ?? [];
    if (events.length < atLeast) return Promise.reject(new Error(`run ${runId} has no event ${atLeast} here`));
    return Promise.resolve(events.slice(from - 1));
  };
  return {
    eventsOf,
    openRuns: (partition) =>
      Promise.resolve([...runs].filter(([, run]) => run.partition === partition).map(([id]) => id)),
    positionOf: (partition) => Promise.resolve(positions.get(partition)),
    take: (record) => {
      const event = eventIn(record);
      if (event === undefined) return;
      const { partition, offset } = record;
      positions.set(partition, offset + 1);
      const run = runs.get(event.runId);
      if (isTerminal(event)) runs.delete(event.runId);
      else if (run === undefined) runs.set(event.runId, { partition, events: [event] });
      else run.events.push(event);
    },
  };
}

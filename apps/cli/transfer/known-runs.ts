import { eventIn, isUnreadable, type EventLog } from '#event-log';
import { asRunId, type RunId } from '#events';
import type { Store } from '#store';
import { storedRuns } from '../installation/stored-runs.js';

/** Where it is known which runs there are. */
export interface Register {
  /** None where the store alone is asked. */
  readonly log?: Pick<EventLog, 'read'>;
  readonly store: Pick<Store, 'runs'>;
}

/** Every run of an installation, with the newest sequence that its log shows; 0 for one that only the store has. */
export async function knownRuns({ log, store }: Register): Promise<ReadonlyMap<RunId, number>> {
  const runs = new Map<RunId, number>();
  for await (const record of log?.read('run-events', new Map()) ?? []) {
    const event = eventIn(record);
    if (event !== undefined) runs.set(event.runId, event.sequence);
    else if (isUnreadable(record) && !runs.has(asRunId(record.key))) runs.set(asRunId(record.key), 0);
  }
  for await (const { runId } of storedRuns(store)) if (!runs.has(runId)) runs.set(runId, 0);
  return runs;
}

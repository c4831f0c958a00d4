import type { EventLog } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import { StoreError, type Store } from '#store';

/** Names for people; `away`: how to go on without what the store has. */
export interface Places {
  readonly log: string;
  readonly store: string;
  readonly away: string;
}

/**
 * A store may be behind its log, and is brought up from it. Where it is ahead, the log is not the one that it was made
 * from, or not whole; which of the two is to be believed only a person can say.
 * @throws StoreError `store_ahead`
 */
export async function refuseStoreAhead(
  log: Pick<EventLog, 'partitions' | 'endOf'>,
  store: Pick<Store, 'positionOf'>,
  places: Places,
): Promise<void> {
  for (let partition = 0; partition < log.partitions; partition++) {
    const position = (await store.positionOf(RUNS_PROJECTION, partition)) ?? 0;
    const end = await log.endOf('run-events', partition);
    if (position <= end) continue;
    throw new StoreError(
      'store_ahead',
      `${places.log} ends before what ${places.store} shows (${end} events in partition ${partition}, not ${position}): ` +
        `it is an older copy, another log, or damaged. Put back the log that belongs to this store; or, to go on ` +
        `with this log, ${places.away}: it is rebuilt, and runs that this log does not have are forgotten`,
    );
  }
}

import type { EventLog } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import { StoreError, type Store } from '#store';

/** Names for people; `instead`: what else can be done than to put back the log that belongs to the store. */
export interface Places {
  readonly log: string;
  readonly store: string;
  readonly instead: string;
}

/** Of a store that can be moved away, so that it is made anew from the log that there is. */
export const goOnWithLog = (away: string): string =>
  `to go on with this log, ${away}: it is rebuilt, and runs that this log does not have are forgotten`;

/** Of a store that has every event itself. */
export const GO_ON_WITH_STORE =
  'to go on with what the database has, take it into a new installation: `parley export --all --without-brokers ' +
  '--file F` here; then, with another PARLEY_KAFKA_TOPIC_PREFIX and an empty database, `parley topics ensure` and ' +
  '`parley import --file F`';

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
        `it is new, an older copy, another log, or damaged. Put back the log that belongs to this store; or, ${places.instead}`,
    );
  }
}

import { join } from 'node:path';
import type { EventLog } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import { StoreError, type Store } from '#store';

/**
 * A store may be behind its log, and is brought up from it. Where it is ahead, the log is not the one that it was made
 * from, or not whole; which of the two is to be believed only a person can say.
 * @throws StoreError `store_ahead`
 */
export async function refuseStoreAhead(
  directory: string,
  log: Pick<EventLog, 'partitions' | 'endOf'>,
  store: Pick<Store, 'positionOf'>,
): Promise<void> {
  for (let partition = 0; partition < log.partitions; partition++) {
    const position = (await store.positionOf(RUNS_PROJECTION, partition)) ?? 0;
    const end = await log.endOf('run-events', partition);
    if (position <= end) continue;
    const [storeFile, logFile] = [join(directory, 'store.db'), join(directory, 'log.db')];
    throw new StoreError(
      'store_ahead',
      `${logFile} ends before what ${storeFile} shows (${end} events in partition ${partition}, not ${position}): ` +
        `it is an older copy, another log, or damaged. Put back the log.db that belongs to this store.db; or, to go on ` +
        `with this log.db, move store.db away: it is rebuilt, and runs that this log.db does not have are forgotten`,
    );
  }
}

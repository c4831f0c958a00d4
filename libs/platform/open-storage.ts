import { join } from 'node:path';
import type { EventLog } from '#event-log';
import type { Blobs } from '#events';
import type { OfficeSandbox } from '#tasks';
import { openReceivedTraces } from '#otlp';
import { officeFile, officeSandbox } from '#tools';
import { openFileBlobs, openPostgresStore, openSqliteStore, type Store } from '#store';
import type { ReceivedTraces, ReceivingLimits } from '#trajectory';
import type { Config } from './config.js';
import { goOnWithLog, refuseStoreAhead, type Places } from './refuse-store-ahead.js';

/** Opens the traces that others have sent, for who needs them. */
export type OpenTraces = (limits: ReceivingLimits) => ReceivedTraces;

/** Read models, the texts that are too long for events, and the offices that tasks are about. */
export interface Storage {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly offices: OfficeSandbox;
  readonly openTraces: OpenTraces;
}

/**
 * The store, the blobs and the offices of an installation. A store that cannot be used with this log is refused.
 * @throws StoreError
 */
export async function openStorage(
  { data, store: settings }: Pick<Config, 'data' | 'store'>,
  log: Pick<EventLog, 'partitions' | 'endOf'>,
): Promise<Storage> {
  const storage = await storageOf(data, settings);
  try {
    await refuseStoreAhead(log, storage.store, placesOf(data, settings));
    return storage;
  } catch (error) {
    await storage.store.close();
    throw error;
  }
}

async function storageOf(directory: string, settings: Config['store']): Promise<Storage> {
  switch (settings.kind) {
    case 'sqlite':
      return {
        store: await openSqliteStore({ directory }),
        blobs: openFileBlobs({ directory: join(directory, 'blobs') }),
        offices: officeSandbox(officeFile(directory)),
        openTraces: (limits) => openReceivedTraces({ directory, limits }),
      };
    case 'postgres': {
      const { url, connections } = settings;
      const store = await openPostgresStore({ url: url.reveal(), connections });
      const { blobs, offices, traces: openTraces } = store;
      return { store, blobs, offices, openTraces };
    }
  }
}

const placesOf = (directory: string, settings: Config['store']): Places => ({
  log: join(directory, 'log.db'),
  ...(settings.kind === 'sqlite'
    ? { store: join(directory, 'store.db'), instead: goOnWithLog('move store.db away') }
    : { store: String(settings.url), instead: goOnWithLog('use an empty database') }),
});

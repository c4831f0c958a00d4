import { join } from 'node:path';
import type { EventLog } from '#event-log';
import { openEmbeddedLog } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import { openFileBlobs, openStore, type Store } from '#store';
import type { Config } from './config.js';
import { troubleLogger } from './log-trouble.js';
import { refuseStoreAhead } from './refuse-store-ahead.js';
import type { Reached } from './tokens.js';

/** What a process reads from and writes to. */
export interface Infrastructure {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
}

/**
 * Everything in the data directory. The log comes first: it refuses a directory that another process owns. A store that
 * cannot be used with this log is refused.
 */
export async function openInfrastructure({ data, partitions }: Config, reached: Reached): Promise<Infrastructure> {
  const onTrouble = troubleLogger(Date.now);
  const { log, history } = await openEmbeddedLog({ directory: data, partitions, onTrouble, faultPoint: reached });
  try {
    const store = await openStoreOf(data, log);
    return { log, history, blobs: openFileBlobs({ directory: join(data, 'blobs') }), store };
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function openStoreOf(directory: string, log: EventLog): Promise<Store> {
  const store = await openStore({ directory });
  try {
    await refuseStoreAhead(directory, log, store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

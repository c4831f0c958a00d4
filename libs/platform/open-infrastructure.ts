import { openEmbeddedLog, type EventLog } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import type { Store } from '#store';
import type { Config } from './config.js';
import { troubleLogger } from './log-trouble.js';
import { openStorage } from './open-storage.js';
import type { Reached } from './tokens.js';

/** What a process reads from and writes to. */
export interface Infrastructure {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
}

/** The log comes first: it refuses a directory that another process owns. */
export async function openInfrastructure(config: Config, reached: Reached): Promise<Infrastructure> {
  const { data: directory, partitions } = config;
  const onTrouble = troubleLogger(Date.now);
  const { log, history } = await openEmbeddedLog({ directory, partitions, onTrouble, faultPoint: reached });
  try {
    return { log, history, ...(await openStorage(config, log)) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

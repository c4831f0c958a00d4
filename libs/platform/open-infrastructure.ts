import { inProcessDeltas, openEmbeddedLog } from '#event-log';
import type { Config } from './config.js';
import type { Infrastructure } from './infrastructure.js';
import { troubleLogger } from './log-trouble.js';
import { openShared } from './open-shared.js';
import { openStorage } from './open-storage.js';
import { graceMsOf } from './process-settings.js';
import type { Reached } from './tokens.js';

/** @throws LogError, StoreError: what cannot be used, with the fix */
export const openInfrastructure = (config: Config, reached: Reached): Promise<Infrastructure> =>
  config.log.kind === 'embedded'
    ? openEmbedded(config, reached)
    : openShared({ ...config.log, graceMs: graceMsOf(config.process) }, reached);

/** The log comes first: it refuses a directory that another process owns. */
async function openEmbedded(config: Config, reached: Reached): Promise<Infrastructure> {
  const { data: directory, partitions } = config;
  const graceMs = graceMsOf(config.process);
  const onTrouble = troubleLogger(Date.now);
  const { log, history } = await openEmbeddedLog({ directory, partitions, graceMs, onTrouble, faultPoint: reached });
  try {
    return { log, history, deltas: inProcessDeltas(), alone: true, ...(await openStorage(config, log)) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

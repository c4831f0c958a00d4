import { openEmbeddedLog, type EmbeddedLog, type EndedState } from '#event-log';
import type { RunId } from '#events';
import { openStorage, type Config } from '#platform';
import type { Store } from '#store';
import { requireInstallation } from '../installation/existing-installation.js';
import { storageFailure } from '../installation/storage-failure.js';
import { storedRuns } from '../installation/stored-runs.js';
import type { PrunableStatus } from './prunable.js';

export interface Pruning {
  /** Of the installation to prune. */
  readonly config: Pick<Config, 'data' | 'store'>;
  /** Since the end of a run. */
  readonly olderThanMs: number;
  readonly statuses: readonly PrunableStatus[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The log's word for a run whose start was refused. */
const stateOf = (status: PrunableStatus): EndedState => (status === 'rejected' ? 'unopened' : status);

/**
 * Removes ended runs from the log, then their blobs, offices and rows. What an interrupted pruning left of runs that the log had
 * let go of goes, too. Returns the runs that are gone.
 * @throws CliError when the directory is missing, owned by a running process, or cannot be used
 */
export async function pruneDirectory(pruning: Pruning): Promise<readonly RunId[]> {
  const directory = pruning.config.data;
  requireInstallation(directory);
  try {
    const log = await openEmbeddedLog({ directory });
    try {
      return await pruneLog(log, pruning);
    } finally {
      await log.log.close();
    }
  } catch (error) {
    throw storageFailure(error);
  }
}

async function pruneLog(log: EmbeddedLog, pruning: Pruning): Promise<readonly RunId[]> {
  const { config, olderThanMs, statuses, now } = pruning;
  const { store, blobs, offices } = await openStorage(config, log.log);
  try {
    const pruned = await log.prune({ olderThanMs, now, states: statuses.map(stateOf) });
    const left = await leftovers(log, store, statuses, now - olderThanMs);
    const removed = [...new Set([...pruned, ...left])];
    await blobs.removeRuns(removed);
    await offices.removeRuns(removed);
    await store.removeRuns(removed);
    return removed;
  } finally {
    await offices.close();
    await store.close();
  }
}

/** Runs that ended before `until` and of which the log has nothing any more. */
async function leftovers(
  { history }: EmbeddedLog,
  store: Store,
  statuses: readonly PrunableStatus[],
  until: number,
): Promise<readonly RunId[]> {
  const left: RunId[] = [];
  for (const status of statuses) {
    for await (const { runId, endedAt } of storedRuns(store, status)) {
      if (endedAt === null || endedAt > until) continue;
      if ((await history.eventsOf(runId)).length === 0) left.push(runId);
    }
  }
  return left;
}

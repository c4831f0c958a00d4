import type { LogStorage } from '../core/storage.js';
import { logErrorOf, sqliteCodeOf } from './sqlite-errors.js';

/** The same storage; what SQLite says while it is read names the file and the fix. */
export function explained(storage: LogStorage, file: string): LogStorage {
  return {
    partitions: storage.partitions,
    newestTime: storage.newestTime,
    headOf: (topic, partition) => explaining(file, () => storage.headOf(topic, partition)),
    checkpointOf: (group, topic, partition) => explaining(file, () => storage.checkpointOf(group, topic, partition)),
    commit: (commit) => {
      storage.commit(commit);
    },
    read: (topic, partition, from, limit) => explaining(file, () => storage.read(topic, partition, from, limit)),
    eventsOf: (runId, from) => explaining(file, () => storage.eventsOf(runId, from)),
    openRuns: (partition) => explaining(file, () => storage.openRuns(partition)),
    knows: (runId) => explaining(file, () => storage.knows(runId)),
    close: () => {
      storage.close();
    },
  };
}

/** @throws LogError that names the file, where SQLite has thrown */
export function explaining<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteCodeOf(error) === undefined ? error : logErrorOf(error, file);
  }
}

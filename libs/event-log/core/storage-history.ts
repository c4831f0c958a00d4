import type { Partition, RunEvent, RunHistory, RunId } from '#events';
import { logClosed } from '../errors.js';
import type { HistoryWaits } from './history-waits.js';
import type { LogStorage } from './storage.js';

/** The history of a storage's runs, which waits for what it is asked to reach. */
export class StorageHistory implements RunHistory {
  constructor(
    private readonly storage: LogStorage,
    private readonly waits: HistoryWaits,
    private readonly timeoutMs: number,
  ) {}

  async eventsOf(
    runId: RunId,
    options: { readonly from?: number; readonly atLeast?: number } = {},
  ): Promise<readonly RunEvent[]> {
    const { from = 1, atLeast = 0 } = options;
    if (this.waits.closed) throw logClosed();
    const events = await this.storage.eventsOf(runId, atLeast === 0 ? from : Math.min(from, atLeast));
    if ((events.at(-1)?.sequence ?? 0) >= atLeast) return events.filter((event) => event.sequence >= from);
    await this.waits.reach(runId, atLeast, this.timeoutMs);
    return this.eventsOf(runId, options);
  }

  openRuns(partition: Partition): Promise<readonly RunId[]> {
    return this.waits.closed ? Promise.reject(logClosed()) : Promise.resolve(this.storage.openRuns(partition));
  }
}

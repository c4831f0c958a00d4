import type { EventLog } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import type { Store } from '#store';

/** What a process reads from and writes to. */
export interface Infrastructure {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
}

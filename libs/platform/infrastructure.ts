import type { EventLog, RunDeltas } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import type { Store } from '#store';
import type { OfficeSandbox } from '#tasks';
import type { OpenTraces } from './open-storage.js';

/** What a process reads from and writes to. */
export interface Infrastructure {
  readonly log: EventLog;
  readonly history: RunHistory;
  /** They end with the log. */
  readonly deltas: RunDeltas;
  readonly blobs: Blobs;
  readonly store: Store;
  readonly offices: OfficeSandbox;
  readonly openTraces: OpenTraces;
  /** Whether no other process works on all this while this one does. */
  readonly alone: boolean;
}

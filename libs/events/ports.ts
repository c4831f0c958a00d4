import type { RunEvent } from './envelope.js';
import type { RunId } from './identifiers.js';
import type { BlobRef } from './values.js';

/** Number of a partition, from 0. */
export type Partition = number;

/** Reads single runs from the log's index or the events projection. */
export interface RunHistory {
  /**
   * The run's events in sequence, from `from` (1-based, default 1). Empty for an unknown run.
   * `atLeast`: the answer reaches at least this sequence, or the promise rejects with an error of code `history_behind`; never less.
   * Rejects with one of code `unreadable` where records of the run are damaged.
   */
  eventsOf(runId: RunId, options?: { readonly from?: number; readonly atLeast?: number }): Promise<readonly RunEvent[]>;
  /** Runs of a partition that have started and not ended, in the order in which they started. */
  openRuns(partition: Partition): Promise<readonly RunId[]>;
}

/** Stores values by hash, owned per run. A blob is durable when `put` resolves. */
export interface Blobs {
  put(runId: RunId, content: string | Uint8Array, mediaType: string): Promise<BlobRef>;
  /** Rejects with an error of code `blob_missing` when it is not there. */
  get(runId: RunId, ref: BlobRef): Promise<Uint8Array>;
  /** Removes everything that these runs own. */
  removeRuns(runIds: readonly RunId[]): Promise<void>;
}

import type { BlobRef, RunEvent, RunId } from '#events';
import type { Office } from '#tasks';

export interface CarriedBlob {
  readonly ref: BlobRef;
  readonly content: Uint8Array;
}

/** A run with all that it owns, on its way from one installation to another. */
export interface CarriedRun {
  readonly runId: RunId;
  /** All of them, in sequence from 1. */
  readonly events: readonly RunEvent[];
  readonly blobs: readonly CarriedBlob[];
  /** Hashes of blobs that the events name and that are nowhere any more. */
  readonly missing: readonly string[];
  readonly office?: Office;
}

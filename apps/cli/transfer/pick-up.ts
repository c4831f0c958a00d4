import type { BlobRef, Blobs, RunHistory, RunId } from '#events';
import { isBlobError } from '#store';
import type { OfficeSandbox } from '#tasks';
import { blobRefsIn } from './blob-refs.js';
import type { CarriedBlob, CarriedRun } from './carried-run.js';

export interface Belongings {
  readonly history: RunHistory;
  readonly blobs: Pick<Blobs, 'get'>;
  readonly offices: Pick<OfficeSandbox, 'officeOf'>;
}

/**
 * The run with all that it owns; undefined where there is nothing of it, or where its first events have been pruned.
 * `atLeast`: it has come so far.
 */
export async function pickUp(
  runId: RunId,
  { history, blobs, offices }: Belongings,
  atLeast = 0,
): Promise<CarriedRun | undefined> {
  const events = await history.eventsOf(runId, { atLeast });
  if (events[0]?.sequence !== 1) return undefined;
  const found = await Promise.all(blobRefsIn(events).map((ref) => blobOf(runId, ref, blobs)));
  const office = await offices.officeOf(runId);
  return {
    runId,
    events,
    blobs: found.filter((blob) => typeof blob !== 'string'),
    missing: found.filter((blob) => typeof blob === 'string'),
    ...(office !== undefined && { office }),
  };
}

/** The blob, or its hash where it is not there. */
async function blobOf(runId: RunId, ref: BlobRef, blobs: Pick<Blobs, 'get'>): Promise<CarriedBlob | string> {
  try {
    return { ref, content: await blobs.get(runId, ref) };
  } catch (error) {
    if (isBlobError(error) && error.code === 'blob_missing') return ref.blob;
    throw error;
  }
}

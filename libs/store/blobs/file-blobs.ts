import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef, Blobs, RunId } from '#events';
import { BlobError } from './blob-error.js';
import { namedByHash, sha256 } from './named-by-hash.js';
import { writeDurably } from './durable-file.js';

/** Characters at the end of a run id that spread runs over directories; its start is a clock. */
const SPREAD = 2;

/** Blobs as files `<directory>/<end of run id>/<run id>/<sha256>`. */
export function openFileBlobs({ directory }: { readonly directory: string }): Blobs {
  const runDirectory = (runId: RunId) => join(directory, runId.slice(-SPREAD), runId);
  return {
    async put(runId, content, mediaType) {
      const { bytes, ref } = namedByHash(content, mediaType);
      const path = join(runDirectory(runId), ref.blob);
      if (!(await isWhole(path, ref))) await writeDurably(path, bytes);
      return ref;
    },
    get: (runId, ref) => readVerified(join(runDirectory(runId), ref.blob), ref),
    async removeRuns(runIds) {
      for (const runId of runIds) await rm(runDirectory(runId), { recursive: true, force: true });
    },
  };
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** A file under its final name was synced before it got the name; another size means that it was damaged since. */
async function isWhole(path: string, { bytes }: BlobRef): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === bytes;
}

async function readVerified(path: string, ref: BlobRef): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (isMissing(cause)) {
      throw new BlobError('blob_missing', `blob ${ref.blob} is not at ${path}: its run was pruned or its file removed`);
    }
    throw cause;
  });
  if (sha256(bytes) === ref.blob) return bytes;
  throw new BlobError(
    'blob_damaged',
    `blob at ${path} does not have the hash it is named by: restore it from a backup`,
  );
}

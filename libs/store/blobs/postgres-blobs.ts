import type { BlobRef, Blobs, RunId } from '#events';
import type { OpenDatabase } from '../database.js';
import { removeRows } from '../removal.js';
import { explaining } from '../store-on.js';
import { BlobError } from './blob-error.js';
import { namedByHash, sha256 } from './named-by-hash.js';

/** Blobs as rows, one of each content for a run. Failures of the database reject with a `StoreError`. */
export function postgresBlobs(database: OpenDatabase): Blobs {
  const { db } = database;
  const explain = explaining(database);
  const content = async (runId: RunId, { blob }: BlobRef): Promise<Uint8Array | undefined> => {
    const query = db.selectFrom('blobs').select('content').where('runId', '=', runId).where('sha256', '=', blob);
    return (await query.executeTakeFirst())?.content;
  };
  return {
    async put(runId, content, mediaType) {
      const { bytes, ref } = namedByHash(content, mediaType);
      const row = { runId, sha256: ref.blob, content: bytes };
      const insert = db.insertInto('blobs').values(row);
      await explain(insert.onConflict((conflict) => conflict.doNothing()).execute());
      return ref;
    },
    get: async (runId, ref) => verified(runId, ref, await explain(content(runId, ref))),
    removeRuns: (runIds) => explain(removeRows(db, ['blobs'], runIds)),
  };
}

function verified(runId: RunId, { blob }: BlobRef, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) {
    throw new BlobError(
      'blob_missing',
      `blob ${blob} of run ${runId} is not in the store: its run was pruned, or the database is of an older copy`,
    );
  }
  if (sha256(bytes) === blob) return bytes;
  const problem = `blob ${blob} of run ${runId} does not have the hash it is named by: restore it from a backup`;
  throw new BlobError('blob_damaged', problem);
}

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Blobs } from '#events';
import { runIdNumber } from '#read-models/testing';

/** Nothing in it for each test; `damage` changes a byte of the only blob there is. */
export interface BlobsHarness {
  open(): Promise<Blobs>;
  damage(): Promise<void>;
  /** How many there are, of all runs. */
  count(): Promise<number>;
  dispose(): Promise<void>;
}

/** What blobs do, wherever they are kept. */
export function blobsContract(name: string, harness: () => BlobsHarness): void {
  describe(`${name}, as blobs`, () => {
    const runId = runIdNumber(1);
    let current: BlobsHarness;
    let blobs: Blobs;
    beforeEach(async () => {
      current = harness();
      blobs = await current.open();
    });
    afterEach(() => current.dispose());

    it('give back what was put, text or bytes, under its hash', async () => {
      const ref = await blobs.put(runId, 'Grüße 🌍', 'text/plain');
      expect(ref).toEqual({
        blob: createHash('sha256').update('Grüße 🌍').digest('hex'),
        bytes: Buffer.byteLength('Grüße 🌍'),
        mediaType: 'text/plain',
      });
      expect(Buffer.from(await blobs.get(runId, ref)).toString()).toBe('Grüße 🌍');
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const binary = await blobs.put(runId, bytes, 'application/octet-stream');
      expect([...(await blobs.get(runId, binary))]).toEqual([...bytes]);
      const empty = await blobs.put(runId, new Uint8Array(), 'application/octet-stream');
      expect(await blobs.get(runId, empty)).toHaveLength(0);
    });

    it('are kept once however often they are put, at once too', async () => {
      await Promise.all([1, 2, 3].map(() => blobs.put(runId, 'same', 'text/plain')));
      await blobs.put(runId, 'same', 'text/plain');
      expect(await current.count()).toBe(1);
    });

    it('belong to their run', async () => {
      const ref = await blobs.put(runId, 'x', 'text/plain');
      await expect(blobs.get(runIdNumber(2), ref)).rejects.toMatchObject({ code: 'blob_missing' });
      const other = await blobs.put(runIdNumber(2), 'x', 'text/plain');
      await blobs.removeRuns([runId, runIdNumber(3)]);
      await expect(blobs.get(runId, ref)).rejects.toMatchObject({ code: 'blob_missing' });
      expect(await blobs.get(runIdNumber(2), other)).toHaveLength(1);
    });

    it('say when they are damaged', async () => {
      const ref = await blobs.put(runId, 'content', 'text/plain');
      await current.damage();
      await expect(blobs.get(runId, ref)).rejects.toMatchObject({ code: 'blob_damaged' });
    });
  });
}

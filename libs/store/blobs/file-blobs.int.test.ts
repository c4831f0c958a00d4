import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Blobs } from '#events';
import { runIdNumber } from '#read-models/testing';
import { openFileBlobs } from './file-blobs.js';

describe('file blobs', () => {
  const runId = runIdNumber(1);
  let directory: string;
  let blobs: Blobs;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parley-blobs-'));
    blobs = openFileBlobs({ directory });
  });
  afterEach(() => rm(directory, { recursive: true }));
  const files = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const pathOf = async () => {
    const [file] = await files();
    return join(file!.parentPath, file!.name);
  };

  it('give back what was put, text or bytes, under its hash', async () => {
    const ref = await blobs.put(runId, 'Grüße 🌍', 'text/plain');
    expect(ref).toEqual({
      blob: createHash('sha256').update('Grüße 🌍').digest('hex'),
      bytes: Buffer.byteLength('Grüße 🌍'),
      mediaType: 'text/plain',
    });
    expect(Buffer.from(await blobs.get(runId, ref)).toString()).toBe('Grüße 🌍');
    const empty = await blobs.put(runId, new Uint8Array(), 'application/octet-stream');
    expect(await blobs.get(runId, empty)).toHaveLength(0);
  });

  it('are one file however often they are put, at once too', async () => {
    await Promise.all([1, 2, 3].map(() => blobs.put(runId, 'same', 'text/plain')));
    await blobs.put(runId, 'same', 'text/plain');
    expect(await files()).toHaveLength(1);
  });

  it('belong to their run', async () => {
    const ref = await blobs.put(runId, 'x', 'text/plain');
    await expect(blobs.get(runIdNumber(2), ref)).rejects.toMatchObject({ code: 'blob_missing' });
    const other = await blobs.put(runIdNumber(2), 'x', 'text/plain');
    await blobs.removeRuns([runId, runIdNumber(3)]);
    await expect(blobs.get(runId, ref)).rejects.toMatchObject({ code: 'blob_missing' });
    expect(await blobs.get(runIdNumber(2), other)).toHaveLength(1);
  });

  it('say when they are damaged, and are mended by another put of another size', async () => {
    const ref = await blobs.put(runId, 'content', 'text/plain');
    await writeFile(await pathOf(), 'c0ntent');
    await expect(blobs.get(runId, ref)).rejects.toMatchObject({ code: 'blob_damaged' });
    await writeFile(await pathOf(), 'con');
    await blobs.put(runId, 'content', 'text/plain');
    expect(Buffer.from(await blobs.get(runId, ref)).toString()).toBe('content');
  });

  it('leave nothing behind when they cannot be written', async () => {
    await writeFile(join(directory, '02'), 'a file where a directory should be');
    await expect(blobs.put(runIdNumber(2), 'x', 'text/plain')).rejects.toThrow();
    expect(await files()).toHaveLength(1);
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Blobs } from '#events';
import { runIdNumber } from '#read-models/testing';
import { blobsContract } from '../testing/index.js';
import { openFileBlobs } from './file-blobs.js';

const freshDirectory = () => mkdtemp(join(tmpdir(), 'parley-blobs-'));
const filesIn = async (directory: string) =>
  (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
const onlyFileIn = async (directory: string) => {
  const [file] = await filesIn(directory);
  return join(file!.parentPath, file!.name);
};

blobsContract('files', () => {
  let directory = '';
  return {
    open: async () => {
      directory = await freshDirectory();
      return openFileBlobs({ directory });
    },
    damage: async () => writeFile(await onlyFileIn(directory), 'c0ntent'),
    count: async () => (await filesIn(directory)).length,
    dispose: () => rm(directory, { recursive: true }),
  };
});

describe('file blobs', () => {
  const runId = runIdNumber(1);
  let directory: string;
  let blobs: Blobs;
  beforeEach(async () => {
    directory = await freshDirectory();
    blobs = openFileBlobs({ directory });
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('are mended by another put where their size shows the damage', async () => {
    const ref = await blobs.put(runId, 'content', 'text/plain');
    await writeFile(await onlyFileIn(directory), 'con');
    await blobs.put(runId, 'content', 'text/plain');
    expect(Buffer.from(await blobs.get(runId, ref)).toString()).toBe('content');
  });

  it('leave nothing behind when they cannot be written', async () => {
    await writeFile(join(directory, '02'), 'a file where a directory should be');
    await expect(blobs.put(runIdNumber(2), 'x', 'text/plain')).rejects.toThrow();
    expect(await filesIn(directory)).toHaveLength(1);
  });
});

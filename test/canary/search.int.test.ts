import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLog } from '#event-log';
import { openFileBlobs } from '#store';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { filesIn, search } from './search.js';

const CANARIES = { key: 'canary/Key-0123456789+abc', other: 'canaryOther0987654321' };

describe('the search for canaries', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-search-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const found = () => search(CANARIES, filesIn(directory));

  /** A log with one event whose task says this. */
  async function logged(input: string): Promise<void> {
    const { log } = await openEmbeddedLog({ directory });
    const stream = eventStream(runIdNumber(1));
    const message = stream.add('RunStarted', startedData({ brief: { input, documents: [], tools: [] } }));
    await log.publish([{ topic: 'run-events', message }]);
    await log.close();
  }

  it.each([
    ['as it is', (key: string) => key],
    ['in hexadecimal', (key: string) => Buffer.from(key).toString('hex')],
    ['in base64, with something after it', (key: string) => Buffer.from(`${key}!?`).toString('base64')],
    ['percent-encoded', encodeURIComponent],
  ])('finds one in a file, %s', async (_, spelt) => {
    await writeFile(path.join(directory, 'some.txt'), `what: ${spelt(CANARIES.key)}.`);
    expect(found()).toEqual([{ canary: 'key', where: 'some.txt' }]);
  });

  it('finds one in a blob', async () => {
    const blobs = openFileBlobs({ directory: path.join(directory, 'blobs') });
    const { blob } = await blobs.put(runIdNumber(1), `a text with ${CANARIES.other}`, 'text/plain');
    expect(found()).toEqual([{ canary: 'other', where: expect.stringContaining(blob) }]);
  });

  it('finds one in a record of the log, and in one that is packed so that the file does not show it', async () => {
    await logged(`It is ${CANARIES.key}.`);
    expect(found()).toContainEqual({ canary: 'key', where: 'log.db, table batch' });
    await rm(directory, { recursive: true });
    // Made of what came before, it stands nowhere in the bytes.
    const halves = [CANARIES.key.slice(0, 14), CANARIES.key.slice(14)].map((half) => `${half} `.repeat(500));
    await logged(`${halves.join('')}It is ${CANARIES.key}.`);
    expect(found()).toEqual([{ canary: 'key', where: 'log.db, table batch, unpacked' }]);
  });

  it('finds nothing where there is nothing', async () => {
    await logged('It is nothing.');
    expect(found()).toEqual([]);
  });
});

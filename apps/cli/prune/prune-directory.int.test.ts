import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLog } from '#event-log';
import { openFileBlobs, openSqliteStore } from '#store';
import { officeFile, officeSandbox } from '#tools';
import { completed, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';
import { PRUNABLE } from './prunable.js';
import { pruneDirectory } from './prune-directory.js';

const EVENTS = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1));
const ENDED_AT = EVENTS.at(-1)!.time;
const DAY = 86_400_000;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-prune-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const configOf = (data: string) => ({ data, store: { kind: 'sqlite' } }) as const;

/** A directory with one completed run in log and store, and a blob of it. */
async function filled(): Promise<void> {
  const { log } = await openEmbeddedLog({ directory, now: () => ENDED_AT });
  await log.publish(EVENTS.map((message) => ({ topic: 'run-events', message })));
  await log.close();
  const store = await openSqliteStore({ directory });
  await store.apply('runs', 0, { events: EVENTS, position: 0, next: EVENTS.length });
  await store.close();
  await openFileBlobs({ directory: path.join(directory, 'blobs') }).put(RUN_ID, 'a text', 'text/plain');
}

async function remains() {
  const opened = await openEmbeddedLog({ directory });
  const store = await openSqliteStore({ directory });
  const left = {
    events: (await opened.history.eventsOf(RUN_ID)).length,
    row: (await store.run(RUN_ID)) !== undefined,
    blobs: existsSync(path.join(directory, 'blobs', RUN_ID.slice(-2), RUN_ID)),
  };
  await store.close();
  await opened.log.close();
  return left;
}

const prune = (changes: Partial<Parameters<typeof pruneDirectory>[0]> = {}) =>
  pruneDirectory({
    config: configOf(directory),
    olderThanMs: DAY,
    statuses: PRUNABLE,
    now: ENDED_AT + 2 * DAY,
    ...changes,
  });

describe('pruneDirectory', () => {
  it('removes its office', async () => {
    await filled();
    const offices = officeSandbox(officeFile(directory));
    await offices.open(RUN_ID, { today: '', customers: [], tickets: [], mail: [], calendar: [], files: [] });
    await offices.close();
    await prune();
    const left = officeSandbox(officeFile(directory));
    expect(await left.officeOf(RUN_ID)).toBeUndefined();
    await left.close();
  });

  it('removes an old run from log, store and blobs', async () => {
    await filled();
    expect(await prune()).toEqual([RUN_ID]);
    expect(await remains()).toEqual({ events: 0, row: false, blobs: false });
    expect(await prune()).toEqual([]);
  });

  it('keeps runs that are younger or have another status', async () => {
    await filled();
    expect(await prune({ now: ENDED_AT + DAY / 2 })).toEqual([]);
    expect(await prune({ statuses: ['failed', 'cancelled', 'rejected'] })).toEqual([]);
    expect(await remains()).toEqual({ events: EVENTS.length, row: true, blobs: true });
  });

  it('finishes what an interrupted pruning began', async () => {
    await filled();
    const opened = await openEmbeddedLog({ directory });
    await opened.prune({ olderThanMs: DAY, now: ENDED_AT + 2 * DAY });
    await opened.log.close();
    expect(await prune()).toEqual([RUN_ID]);
    expect(await remains()).toEqual({ events: 0, row: false, blobs: false });
  });

  it('refuses a directory that a process owns, and one that is not there', async () => {
    const { log } = await openEmbeddedLog({ directory });
    await expect(prune()).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/in use by process \d+/),
    });
    await log.close();
    await expect(prune({ config: configOf(path.join(directory, 'nowhere')) })).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(path.join(directory, 'nowhere'))).toBe(false);
  });
});

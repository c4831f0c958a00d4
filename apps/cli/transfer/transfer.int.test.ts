import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { asRunId, encode, type BlobRef, type RunEvent, type RunId } from '#events';
import { configFrom, openInfrastructure, type Infrastructure } from '#platform';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { completed, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';

const OPEN_RUN = asRunId('0190a000-0000-7000-8000-000000000002');
const OFFICE = { today: '2026-03-02', customers: [], tickets: [], mail: [], calendar: [], files: [] };

let directory: string;
const at = (name: string) => path.join(directory, name);
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-transfer-'));
});
afterEach(() => rm(directory, { recursive: true }));

let told: readonly string[] = [];
async function parley(...args: readonly string[]): Promise<unknown> {
  const { session, printed, noted } = quietSession();
  told = noted;
  await programOf(session).parseAsync([...args, '--json'], { from: 'user' });
  return JSON.parse(printed.join(''));
}

/** An installation's parts, for the time of the work. */
async function inside<T>(data: string, work: (parts: Infrastructure) => Promise<T>): Promise<T> {
  const config = configFrom({ PARLEY_DATA: at(data), PARLEY_LOG_LEVEL: 'error' });
  const parts = await openInfrastructure(config, () => undefined);
  try {
    return await work(parts);
  } finally {
    await parts.log.close();
    await parts.offices.close();
    await parts.store.close();
  }
}

const GONE: BlobRef = { blob: 'e'.repeat(64), bytes: 3, mediaType: 'text/plain' };

/** One run that has ended and one that is open, with texts in blobs, one of them lost; the open one has an office. */
const filled = (data: string) =>
  inside(data, async ({ log, blobs, offices }) => {
    const publish = (events: readonly RunEvent[]) =>
      log.publish(events.map((message) => ({ topic: 'run-events', message })));
    const start = async (runId: RunId) =>
      started({
        brief: {
          input: await blobs.put(runId, `the question of ${runId}: Grüße 🌍`, 'text/plain'),
          documents: [{ id: 'd', title: 'D', mediaType: 'text/plain', content: GONE }],
          tools: [],
        },
        gradingRef: await blobs.put(runId, '{"salt":"s"}', 'application/json'),
      });
    const ended = runOf(await start(RUN_ID), submitted('peer-1', 1, '42'), completed('peer-1', 1));
    await publish(ended.slice(0, 1));
    await publish(ended.slice(1));
    const open = runOf(await start(OPEN_RUN), submitted('peer-1', 1, '42'));
    await publish(open.map((event) => ({ ...event, runId: OPEN_RUN })));
    await offices.open(OPEN_RUN, OFFICE);
  });

/** One byte of the run's last batch. */
function damageRecords(runId: RunId): Promise<void> {
  const log = new Database(path.join(at('from'), 'log.db'));
  const of = 'from run_batch join run on run.number = run_batch.run where run.id = ?';
  const batch = log.prepare(`select max(run_batch.batch) ${of}`).pluck().get(runId);
  const body = log.prepare<unknown[], Buffer>('select body from batch where id = ?').pluck().get(batch)!;
  body[body.length >> 1]! ^= 1;
  log.prepare('update batch set body = ? where id = ?').run(body, batch);
  log.close();
  return Promise.resolve();
}

async function damageText(runId: RunId): Promise<void> {
  const texts = path.join(at('from'), 'blobs', runId.slice(-2), runId);
  const [first] = await readdir(texts);
  await writeFile(path.join(texts, first!), 'another text');
}

const bytesOf = (events: readonly RunEvent[]) => events.map((event) => encode(event));

describe('parley export and import', () => {
  beforeEach(() => filled('from'));
  const exported = () => parley('export', '--all', '--data', at('from'), '--file', at('runs'));
  const importedInto = (data: string) => parley('import', '--data', at(data), '--file', at('runs'));

  it('bring runs from one installation into another byte by byte, with what they own', async () => {
    expect(await exported()).toEqual({ runs: 2, events: 5, blobs: 4, missing: 2, damaged: [] });
    const both = expect.arrayContaining([RUN_ID, OPEN_RUN]) as unknown;
    expect(await importedInto('to')).toEqual({ imported: both, present: [] });
    const original = await inside('from', ({ history }) => history.eventsOf(RUN_ID));
    await inside('to', async ({ log, history, blobs, offices }) => {
      const events = await history.eventsOf(RUN_ID);
      expect(bytesOf(events)).toEqual(bytesOf(original));
      const input = events[0]?.type === 'RunStarted' && (events[0].data.brief.input as BlobRef);
      expect(Buffer.from(await blobs.get(RUN_ID, input as BlobRef)).toString()).toContain('Grüße 🌍');
      expect(await offices.officeOf(OPEN_RUN)).toEqual(OFFICE);
      expect(await history.openRuns(log.partitionOf(OPEN_RUN))).toEqual([OPEN_RUN]);
    });
  });

  it('are each the other backwards: what was imported is exported as the same lines', async () => {
    await exported();
    await importedInto('to');
    const lines = async () => (await readFile(at('runs'), 'utf8')).split('\n').sort();
    const before = await lines();
    await parley('export', '--all', '--data', at('to'), '--file', at('runs'));
    expect(await lines()).toEqual(before);
  });

  it('refuse to export from where no installation is, and leave nothing there', async () => {
    const file = at('backup');
    const from = (data: string) => parley('export', '--all', '--data', at(data), '--file', file);
    await expect(from('typo')).rejects.toThrow(/there is no directory .*typo/);
    await mkdir(at('other'));
    await expect(from('other')).rejects.toThrow(/there is no installation in .*other/);
    expect(await readdir(directory)).toEqual(expect.not.arrayContaining(['typo', 'backup']));
    expect(await readdir(at('other'))).toEqual([]);
  });

  it('leave alone what is there already', async () => {
    await parley('export', RUN_ID, '--data', at('from'), '--file', at('runs'));
    expect(await importedInto('to')).toEqual({ imported: [RUN_ID], present: [] });
    await exported();
    expect(await importedInto('to')).toEqual({ imported: [OPEN_RUN], present: [RUN_ID] });
    expect(await inside('to', ({ history }) => history.eventsOf(RUN_ID))).toHaveLength(3);
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['ends too early', (text) => text.slice(0, text.lastIndexOf('{"end"')), /ends before its last run/],
    [
      'lacks an event',
      (text) => text.replace(/\{"event".*"ce_sequence":"0000000002".*\n/, ''),
      /line \d+: event 3 of run/,
    ],
    [
      'has an event that was changed',
      (text) => text.replace(String.raw`\"erasable\":false`, String.raw`\"erasable\" :false`),
      /its bytes were changed/,
    ],
    [
      'has a blob that was changed',
      (text) => text.replace(/"content":"[^"]*"/, '"content":"AAAA"'),
      /that is not among its lines/,
    ],
    ['is empty', () => '', /runs: the file ends before its last run/],
    [
      'is of another kind',
      () => '{"resourceSpans":[]}\n',
      /line 1: parley must be "runs": give a file that `parley export` has written$/,
    ],
    [
      'is of another version',
      (text) => text.replace('"version":1', '"version":2'),
      /line 1: version must be 1: import the file with the version of Parley that has written it/,
    ],
    [
      'is two files',
      (text) => text + text,
      /line \d+: another file begins here, with `parley`: import each file by itself$/,
    ],
    [
      'has a line of no kind',
      (text) => text.replace('{"end"', '{"fin"'),
      /line \d+: is no line of such a file: it needs one of run, event, blob, missing, office, end, runs$/,
    ],
    [
      'has a line that is not whole',
      (text) => text.replace(/\{"end":\{"events":\d+,/, '{"end":{"events":"two",'),
      /line \d+: end.events must be a number$/,
    ],
    [
      'has an event with a wrong header',
      (text) => text.replace('"ce_sequence":"0000000001"', '"ce_sequence":"x"'),
      /line \d+: headers: ce_sequence must (?!.*✖)/,
    ],
  ])('refuse a file that %s', async (_, damage, message) => {
    await exported();
    const text = await readFile(at('runs'), 'utf8');
    await writeFile(at('runs'), damage(text));
    expect(damage(text)).not.toBe(text);
    await expect(importedInto('to')).rejects.toThrow(message);
    expect(await inside('to', ({ history }) => history.eventsOf(RUN_ID))).toEqual([]);
  });

  it('say what is not there, and leave no file behind', async () => {
    const unknown = '0190a000-0000-7000-8000-00000000000f';
    const args = ['export', RUN_ID, unknown, '--data', at('from'), '--file', at('runs')];
    await expect(parley(...args)).rejects.toThrow(`there is no run ${unknown}`);
    expect(await readdir(directory)).toEqual(['from']);
    await expect(importedInto('to')).rejects.toThrow(/runs.*ENOENT/);
  });

  it.each([
    ['records are', damageRecords],
    ['text is', damageText],
  ])('pass over a run whose %s damaged where all are asked for, and say which', async (_what, damage) => {
    await damage(RUN_ID);
    expect(await exported()).toEqual({ runs: 1, events: 2, blobs: 2, missing: 1, damaged: [RUN_ID] });
    expect(told.join()).toMatch(new RegExp(`run ${RUN_ID} is not exported: .*restore`));
    expect(await importedInto('to')).toEqual({ imported: [OPEN_RUN], present: [] });
  });

  it('refuse a run with a damaged text where that is named', async () => {
    await damageText(RUN_ID);
    const named = parley('export', RUN_ID, '--data', at('from'), '--file', at('runs'));
    await expect(named).rejects.toThrow(`run ${RUN_ID} is not exported: `);
  });

  it('are refused while a server has the directory', async () => {
    await inside('from', async () => {
      await expect(exported()).rejects.toThrow(/in use by process \d+/);
    });
  });

  it('want to know which', async () => {
    await expect(parley('export', '--data', at('from'), '--file', at('runs'))).rejects.toThrow(
      /name runs, or give --all/,
    );
    await expect(parley('export', 'x', '--data', at('from'), '--file', at('runs'))).rejects.toThrow(
      /x is no id of a run/,
    );
  });
});

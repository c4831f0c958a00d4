import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { diagnosisIn } from '../port.js';
import { recordsOf, firstRecords } from '../testing/log-harness.js';
import {
  asCommand,
  asDiagnosis,
  asEvent,
  diagnosis,
  ended,
  event,
  noise,
  reasonOf,
  rejected,
  runIdOf,
} from '../testing/messages.js';
import { EchoProcessor } from '../testing/recorders.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { until } from '../testing/until.js';
import { openEmbeddedLog, type EmbeddedLog } from './open-embedded-log.js';

const ALL = { olderThanMs: 0, now: Number.MAX_SAFE_INTEGER };

/** Asks the file itself. */
function ask(directory: string, sql: string): number {
  const db = new Database(join(directory, 'log.db'), { readonly: true });
  try {
    return Number(db.prepare(sql).pluck().get());
  } finally {
    db.close();
  }
}

describe('commands', () => {
  afterEach(removeTemporaryDirectories);

  it('are trimmed once the processor is done with them, and only then', async () => {
    const directory = temporaryDirectory();
    const { log } = await openEmbeddedLog({ directory });
    for (let n = 0; n < 100; n++) await log.publish([asCommand(runIdOf(n), `${n}`)]);
    expect(await recordsOf(log, 'run-commands')).toHaveLength(100);
    const processor = new EchoProcessor();
    await log.process(processor);
    await firstRecords(log, 'run-events', 100);
    for (let n = 100; n < 300; n++) {
      await log.publish([asCommand(runIdOf(n), `${n}`)]);
      await until(() => processor.handled.length === n + 1);
    }
    await log.close();
    expect(ask(directory, 'select count(*) from batch where topic = 0')).toBeLessThan(100);
    const reopened = await openEmbeddedLog({ directory });
    const left = (await recordsOf(reopened.log, 'run-commands')).map((record) => Number(reasonOf(record)));
    expect(Math.max(...left)).toBe(299);
    expect(left.length).toBeLessThan(100);
    const successor = new EchoProcessor();
    await reopened.log.process(successor);
    await reopened.log.publish([asCommand(runIdOf(300), '300')]);
    await until(() => successor.handled.length > 0);
    expect(successor.handled.map(reasonOf)).toEqual(['300']);
    await reopened.log.close();
  });
});

describe('prune', () => {
  afterEach(removeTemporaryDirectories);

  /** Runs 1 to 9 in batches of three: 1 to 3 have ended, 4 was refused, the others are open. */
  async function filled(directory: string): Promise<EmbeddedLog> {
    const open = await openEmbeddedLog({ directory, now: () => 1_000 });
    for (let sequence = 1; sequence <= 3; sequence++) {
      for (const runs of [
        [1, 5, 6],
        [2, 3],
        [7, 8, 9],
      ]) {
        await open.log.publish(
          runs.map((n) => asEvent(sequence === 3 && n <= 3 ? ended(runIdOf(n), 3) : event(runIdOf(n), sequence))),
        );
      }
    }
    await open.log.publish([asEvent(rejected(runIdOf(4)))]);
    await open.log.publish([asEvent(event(runIdOf(5), 4))]);
    return open;
  }

  it('removes what was said of those runs with them, and of no others', async () => {
    const directory = temporaryDirectory();
    const { log, prune } = await filled(directory);
    await log.publish([1, 5].map((n) => asDiagnosis(diagnosis(runIdOf(n)))));
    await prune(ALL);
    await log.publish([asDiagnosis(diagnosis(runIdOf(1), '2'))]);
    await log.close();
    const reopened = await openEmbeddedLog({ directory });
    const left = (await recordsOf(reopened.log, 'diagnoses')).flatMap((record) => diagnosisIn(record)?.id ?? []);
    expect(new Set(left)).toEqual(new Set([`${runIdOf(5)}:1:1`, `${runIdOf(1)}:2:1`]));
    expect(await reopened.history.eventsOf(runIdOf(1))).toEqual([]);
    expect(await reopened.history.eventsOf(runIdOf(5))).toHaveLength(4);
    await reopened.log.close();
  });

  it('removes the events of ended runs and no others, and tells which', async () => {
    const directory = temporaryDirectory();
    const { log, history, prune } = await filled(directory);
    expect(new Set(await prune(ALL))).toEqual(new Set([1, 2, 3, 4].map(runIdOf)));
    for (const n of [1, 2, 3, 4]) expect(await history.eventsOf(runIdOf(n))).toEqual([]);
    await log.close();
    const reopened = await openEmbeddedLog({ directory });
    for (const n of [5, 6, 7, 8, 9]) {
      const events = await reopened.history.eventsOf(runIdOf(n));
      expect(events.map((message) => message.sequence)).toEqual(n === 5 ? [1, 2, 3, 4] : [1, 2, 3]);
    }
    const left = await recordsOf(reopened.log, 'run-events');
    expect(left).toHaveLength(16);
    expect(await reopened.prune(ALL)).toEqual([]);
    await reopened.log.close();
  });

  it('keeps the offsets: holes are passed over, new records go on behind', async () => {
    const directory = temporaryDirectory();
    const before = await filled(directory);
    const expected = (await recordsOf(before.log, 'run-events'))
      .filter((record) => 'message' in record && record.message.runId >= runIdOf(5))
      .map(({ partition, offset }) => `${partition}/${offset}`);
    await before.prune(ALL);
    await before.log.close();
    const { log } = await openEmbeddedLog({ directory });
    const records = await recordsOf(log, 'run-events');
    expect(records.map(({ partition, offset }) => `${partition}/${offset}`)).toEqual(expected);
    await log.publish([asEvent(event(runIdOf(5), 5))]);
    const partition = log.partitionOf(runIdOf(5));
    const offsets = (await recordsOf(log, 'run-events'))
      .filter((record) => record.partition === partition)
      .map((record) => record.offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(new Set(offsets).size).toBe(offsets.length);
    await log.close();
  });

  it('goes by age and state', async () => {
    const { log, history, prune } = await filled(temporaryDirectory());
    expect(await prune({ olderThanMs: 500, now: 1_499 })).toEqual([]);
    expect(await prune({ olderThanMs: 500, now: 1_500, states: ['completed', 'failed'] })).toEqual([]);
    expect(await prune({ olderThanMs: 500, now: 1_500, states: ['unopened'] })).toEqual([runIdOf(4)]);
    expect(await history.eventsOf(runIdOf(1))).toHaveLength(3);
    await log.close();
  });

  it('interrupted in the middle it goes on next time', async () => {
    const directory = temporaryDirectory();
    await (await filled(directory)).log.close();
    const interrupted = await openEmbeddedLog({
      directory,
      faultPoint: (point) => {
        if (point === 'in-prune') throw new Error('killed');
      },
    });
    await expect(interrupted.prune(ALL)).rejects.toThrow('killed');
    expect(await interrupted.history.eventsOf(runIdOf(1))).toEqual([]);
    interrupted.drop();
    const { log, prune } = await openEmbeddedLog({ directory });
    expect(await prune({ olderThanMs: 0, now: 0 })).toHaveLength(4);
    expect(await recordsOf(log, 'run-events')).toHaveLength(16);
    await log.close();
    expect(ask(directory, 'select count(*) from run_batch where run not in (select number from run)')).toBe(0);
  });

  it('takes along what comes late for a run while it is being removed', async () => {
    const directory = temporaryDirectory();
    await (await filled(directory)).log.close();
    let late: Promise<void> | undefined;
    const { log, prune } = await openEmbeddedLog({
      directory,
      faultPoint: (point) => {
        if (point === 'in-prune') late ??= log.publish([asEvent(event(runIdOf(1), 4)), asEvent(event(runIdOf(5), 5))]);
      },
    });
    expect([...(await prune(ALL))].sort()).toEqual([1, 2, 3, 4].map(runIdOf));
    await late;
    const left = (await recordsOf(log, 'run-events')).map((record) => 'message' in record && record.message.runId);
    expect(new Set(left)).toEqual(new Set([5, 6, 7, 8, 9].map(runIdOf)));
    await log.close();
    expect(ask(directory, 'select count(*) from run_batch where run not in (select number from run)')).toBe(0);
  });

  it('takes what comes late for a run that is gone with the next prune', async () => {
    const directory = temporaryDirectory();
    const { log, prune } = await filled(directory);
    await prune(ALL);
    await log.publish([asEvent(event(runIdOf(1), 4))]);
    expect(await prune(ALL)).toEqual([runIdOf(1)]);
    await log.close();
    const reopened = await openEmbeddedLog({ directory });
    expect(await recordsOf(reopened.log, 'run-events')).toHaveLength(16);
    await reopened.log.close();
  });

  it('gives the space back to new records', async () => {
    const directory = temporaryDirectory();
    const { log, prune, stats } = await openEmbeddedLog({ directory });
    const fill = async (from: number) => {
      for (let n = from; n < from + 40; n++) {
        const runId = runIdOf(n);
        await log.publish([asEvent(event(runId, 1, noise(2_000)))]);
        await log.publish([asEvent(ended(runId, 2))]);
      }
    };
    await fill(1);
    await prune(ALL);
    const bytes = stats().fileBytes;
    for (let round = 1; round < 5; round++) {
      await fill(100 * round);
      await prune(ALL);
    }
    await log.close();
    const pages = ask(directory, 'select page_count from pragma_page_count');
    expect(pages * 8_192).toBeLessThan(2 * bytes);
  });
});

describe('stats', () => {
  afterEach(removeTemporaryDirectories);

  it('tell records, commits, bytes and how far each group is behind', async () => {
    const { log, stats } = await openEmbeddedLog({ directory: temporaryDirectory() });
    await log.publish([asCommand(runIdOf(1), 'a'), asCommand(runIdOf(2), 'b')]);
    const blocked = new EchoProcessor('blocked');
    blocked.assigned = () => new Promise(() => undefined);
    const processor = new EchoProcessor('quick');
    const stuck = await log.process(blocked);
    await log.process(processor);
    await firstRecords(log, 'run-events', 2);
    expect(stats()).toMatchObject({ records: 4, lag: { blocked: 2, quick: 0 } });
    expect(stats().commits).toBeGreaterThanOrEqual(2);
    expect(stats().fileBytes).toBeGreaterThan(8_192);
    stuck.drop();
    await log.close();
  });
});

describe('the write-ahead log', () => {
  afterEach(removeTemporaryDirectories);

  it('is moved into the file in an idle moment', async () => {
    const points: string[] = [];
    const { log } = await openEmbeddedLog({
      directory: temporaryDirectory(),
      faultPoint: (point) => points.push(point),
    });
    await log.publish([asCommand(runIdOf(1), 'a')]);
    expect(points).not.toContain('before-wal-checkpoint');
    await until(() => points.includes('before-wal-checkpoint'));
    await log.close();
  });

  it('stays bounded while there is no such moment', async () => {
    const directory = temporaryDirectory();
    const { log } = await openEmbeddedLog({ directory });
    const large = 'x'.repeat(400_000);
    for (let n = 0; n < 200; n++) await log.publish([asCommand(runIdOf(n % 4), large)]);
    // 80 MB were written.
    expect(statSync(join(directory, 'log.db-wal')).size).toBeLessThan(50_000_000);
    await log.close();
  });
});

import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { RunCommand } from '#events';
import { StoredLog } from '../core/stored-log.js';
import type { Trouble } from '../core/task-context.js';
import type { FaultPoint } from '../fault-points.js';
import { recordsOf, runInPartition } from '../testing/log-harness.js';
import { asCommand, asEvent, command, event, noise, reasonOf, runIdOf } from '../testing/messages.js';
import { EchoProcessor } from '../testing/recorders.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { until } from '../testing/until.js';
import { EmbeddedStorage } from './embedded-storage.js';
import { openLogFile } from './log-file.js';
import { openEmbeddedLog } from './open-embedded-log.js';

const RUN = runIdOf(1);
const OTHER = runIdOf(2);

/** A log whose connection the test can put into trouble. */
function openWithConnection(directory: string, faultPoint: (point: FaultPoint) => void = () => undefined) {
  const file = openLogFile(directory, undefined);
  const options = { faultPoint, cacheCharacters: 1_000_000, onTrouble: () => undefined };
  const log = new StoredLog(new EmbeddedStorage(file, { release: () => undefined }, options), {
    faultPoint,
    retryMs: 1,
  });
  return { log, db: file.db };
}

/** How far the write-ahead log has been written: a header and so many pages, each with a header of its own. */
function writtenBytes(db: Database.Database): number {
  const [state] = db.pragma('wal_checkpoint(noop)') as [{ readonly log: number }];
  return 32 + state.log * (8_192 + 24);
}

/** Changes one byte of a batch on the disk. */
function damageBatch(directory: string, id: number): void {
  const db = new Database(join(directory, 'log.db'));
  const body = db.prepare<[number], Buffer>('select body from batch where id = ?').pluck().get(id)!;
  body[body.length >> 1]! ^= 1;
  db.prepare('update batch set body = ? where id = ?').run(body, id);
  db.close();
}

describe('a disk that is full', () => {
  afterEach(removeTemporaryDirectories);

  it('rejects what does not fit, keeps the rest, and goes on when there is space', async () => {
    const { log, db } = openWithConnection(temporaryDirectory());
    await log.publish([asCommand(RUN, 'before')]);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 2}`);
    await expect(log.publish([asCommand(RUN, 'x'.repeat(100_000))])).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('free some and go on'),
    });
    await log.publish([asCommand(RUN, 'small')]);
    db.pragma('max_page_count = 1000000');
    await log.publish([asCommand(RUN, 'x'.repeat(100_000)), asCommand(RUN, 'after')]);
    const reasons = (await recordsOf(log, 'run-commands')).map(reasonOf);
    expect(reasons.map((reason) => reason.slice(0, 6))).toEqual(['before', 'small', 'xxxxxx', 'after']);
    await log.close();
  });

  it('makes a processor decide again until its outputs fit', async () => {
    let full = false;
    const { log, db } = openWithConnection(temporaryDirectory(), (point) => {
      if (point === 'before-commit') db.pragma(`max_page_count = ${full ? 1 : 1_000_000}`);
    });
    const processor = new EchoProcessor();
    const handle = processor.handle.bind(processor);
    processor.handle = (partition, batch) => {
      full = processor.decided.length < 3;
      return handle(partition, batch);
    };
    await log.process(processor);
    await log.publish([asCommand(RUN, noise(100_000))]);
    await until(() => processor.calls.includes('committed'));
    expect(processor.decided.length).toBeGreaterThan(1);
    expect(new Set(processor.decided.map((records) => JSON.stringify(records))).size).toBe(1);
    expect(await recordsOf(log, 'run-events')).toHaveLength(1);
    await log.close();
  });
});

describe('a disk that can only be read', () => {
  afterEach(removeTemporaryDirectories);

  it('rejects what is published and says what to do', async () => {
    const { log, db } = openWithConnection(temporaryDirectory());
    await log.publish([asCommand(RUN, 'before')]);
    db.pragma('query_only = on');
    await expect(log.publish([asCommand(RUN, 'lost')])).rejects.toMatchObject({
      code: 'disk_read_only',
      message: expect.stringContaining('make file and directory writable'),
    });
    expect((await recordsOf(log, 'run-commands')).map(reasonOf)).toEqual(['before']);
    db.pragma('query_only = off');
    await log.close();
  });
});

describe('a commit whose end is not known', () => {
  afterEach(removeTemporaryDirectories);

  it('seals the log until it is opened again', async () => {
    const directory = temporaryDirectory();
    // A commit that is taken away under the transaction fails as one does on a broken disk: in the very act.
    let broken = false;
    const { log, db } = openWithConnection(directory, (point) => {
      if (point === 'in-transaction' && broken) db.exec('rollback');
    });
    await log.publish([asCommand(RUN, 'before')]);
    broken = true;
    const { ended } = await log.process(new EchoProcessor());
    await expect(log.publish([asCommand(RUN, 'doubtful')])).rejects.toMatchObject({ code: 'log_sealed' });
    broken = false;
    await expect(log.publish([asCommand(RUN, 'refused')])).rejects.toMatchObject({
      code: 'log_sealed',
      message: expect.stringContaining('close the log and open it again'),
    });
    await expect(ended).rejects.toMatchObject({ code: 'log_sealed' });
    await log.close();
    const reopened = await openEmbeddedLog({ directory });
    await reopened.log.publish([asCommand(RUN, 'after')]);
    expect((await recordsOf(reopened.log, 'run-commands')).map(reasonOf)).toEqual(['before', 'after']);
    await reopened.log.close();
  });
});

describe('trouble after a commit', () => {
  afterEach(removeTemporaryDirectories);

  it('is told, and leaves the commit and the log as they are', async () => {
    const troubles: Trouble[] = [];
    let broken = false;
    const { log } = await openEmbeddedLog({
      directory: temporaryDirectory(),
      faultPoint: (point) => {
        if (broken && point === 'before-wal-checkpoint') throw new Error('disk I/O error');
      },
      onTrouble: (trouble) => troubles.push(trouble),
    });
    // More than a thousand pages, so that the sixteenth commit moves the write-ahead log.
    const large = 'x'.repeat(500_000);
    for (let n = 1; n < 32; n++) {
      broken = true;
      await log.publish([asCommand(RUN, large), asCommand(RUN, large)]);
    }
    broken = false;
    await until(() => troubles.length > 0);
    expect(troubles[0]).toMatchObject({ during: 'housekeeping', error: { message: 'disk I/O error' } });
    await log.publish([asCommand(RUN, 'after')]);
    const offsets = (await recordsOf(log, 'run-commands')).map((record) => record.offset);
    expect(offsets).toEqual(Array.from({ length: 63 }, (_, i) => i));
    await log.close();
  });
});

describe('a damaged batch', () => {
  afterEach(removeTemporaryDirectories);

  it('gives unreadable records in its place, and everything else goes on', async () => {
    const directory = temporaryDirectory();
    const before = await openEmbeddedLog({ directory });
    for (const reasons of [['a'], ['b', 'c'], ['d']]) {
      await before.log.publish(reasons.map((reason) => asCommand(RUN, reason)));
    }
    await before.log.close();
    damageBatch(directory, 2);
    const { log } = await openEmbeddedLog({ directory });
    const processor = new EchoProcessor();
    await log.process(processor);
    await until(() => processor.handled.length === 4);
    const damaged = 'unreadable: damaged: batch 2 does not match its checksum';
    expect(processor.handled.map(reasonOf)).toEqual(['a', damaged, damaged, 'd']);
    expect(processor.handled.map((record) => record.offset)).toEqual([0, 1, 2, 3]);
    await log.close();
  });

  it('leaves no run with a hole: its history is refused, others are whole', async () => {
    const directory = temporaryDirectory();
    const before = await openEmbeddedLog({ directory });
    await before.log.publish([asEvent(event(RUN, 1)), asEvent(event(OTHER, 1))]);
    await before.log.publish([asEvent(event(RUN, 2))]);
    await before.log.publish([asEvent(event(RUN, 3)), asEvent(event(OTHER, 2))]);
    await before.log.close();
    damageBatch(directory, 2);
    const { log, history } = await openEmbeddedLog({ directory });
    await expect(history.eventsOf(RUN)).rejects.toMatchObject({ code: 'unreadable' });
    expect(await history.eventsOf(OTHER)).toEqual([event(OTHER, 1), event(OTHER, 2)]);
    await log.close();
  });
});

describe('a record that the schema refuses', () => {
  afterEach(removeTemporaryDirectories);

  it('comes back unreadable, with key, headers and value', async () => {
    const directory = temporaryDirectory();
    const before = await openEmbeddedLog({ directory });
    const message = { ...command(RUN, 'odd'), data: { reason: 7 } } as unknown as RunCommand;
    await before.log.publish([{ topic: 'run-commands', message }, asCommand(RUN, 'good')]);
    await before.log.close();
    const { log } = await openEmbeddedLog({ directory });
    const [odd, good] = await recordsOf(log, 'run-commands');
    expect(odd).toMatchObject({
      key: RUN,
      unreadable: { headers: { ce_type: 'parley.cancel-run.v1', ce_subject: RUN }, value: '{"reason":7}' },
    });
    expect(reasonOf(good!)).toBe('good');
    await log.close();
  });
});

describe('power loss', () => {
  afterEach(removeTemporaryDirectories);

  // What the disk is sure to have: the bytes that were in the files when the last commit was acknowledged, each commit
  // having ended in an fsync. Whether the disk keeps what it has synced is not for this test to say.
  it('keeps all that was acknowledged, given only the bytes up to there and garbage behind them', async () => {
    const directory = temporaryDirectory();
    const { log, db } = openWithConnection(directory);
    for (let n = 1; n <= 20; n++) await log.publish([asCommand(RUN, `${n}`), asEvent(event(RUN, n))]);
    const synced = writtenBytes(db);
    await log.publish([asCommand(RUN, noise(20_000)), asEvent(event(RUN, 21))]);
    const copy = temporaryDirectory();
    copyFileSync(join(directory, 'log.db'), join(copy, 'log.db'));
    const wal = readFileSync(join(directory, 'log.db-wal'));
    writeFileSync(join(copy, 'log.db-wal'), wal.subarray(0, synced));
    // The next commit had been written in part.
    appendFileSync(join(copy, 'log.db-wal'), wal.subarray(synced, synced + 3_000));
    const left = await openEmbeddedLog({ directory: copy });
    const reasons = (await recordsOf(left.log, 'run-commands')).map(reasonOf);
    expect(reasons).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`));
    expect(await left.history.eventsOf(RUN)).toHaveLength(20);
    await left.log.publish([asCommand(runInPartition(left.log, 0, 0, runIdOf), 'goes on')]);
    await left.log.close();
    await log.close();
  });
});

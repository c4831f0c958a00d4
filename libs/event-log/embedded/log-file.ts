import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LogError } from '../errors.js';
import { syncDirectory } from './durable-directory.js';
import { logErrorOf } from './sqlite-errors.js';

const FORMAT_VERSION = 1;
const DEFAULT_PARTITIONS = 4;

/**
 * Format 1. A `batch` is what one commit wrote to one topic (long ones are cut), a `span` says which offsets of a
 * partition it holds, `run_batch` which batches hold a run's events, `sequence` being the first of them there. The
 * newest batch and each partition's last span are never deleted: they carry the heads.
 */
const SCHEMA = `
  create table meta (key text primary key, value integer not null) without rowid;
  create table batch (
    id integer primary key, topic integer not null, time integer not null,
    packing integer not null, crc integer not null, body blob not null);
  create table span (
    topic integer not null, partition integer not null, first integer not null, next integer not null,
    batch integer not null, primary key (topic, partition, first)) without rowid;
  create table run (
    number integer primary key, id text not null unique, partition integer not null, state text not null, ended integer);
  create index open_run on run (partition, number) where state = 'open';
  create index pruned_run on run (number) where state = 'pruned';
  create table run_batch (
    run integer not null, batch integer not null, sequence integer not null, primary key (run, batch)) without rowid;
  create table checkpoint (
    "group" text not null, topic integer not null, partition integer not null, position integer not null,
    primary key ("group", topic, partition)) without rowid;
  pragma user_version = ${FORMAT_VERSION};
`;

/** Of a new file: batches are long values, and larger pages hold them in fewer pieces. */
export const PAGE_BYTES = 8_192;

export interface LogFile {
  readonly path: string;
  readonly db: Database.Database;
  readonly partitions: number;
  /** Counts the owners; each commit checks that it is still the newest. */
  readonly epoch: number;
}

/**
 * Opens or creates `log.db`; the caller owns the directory.
 * @throws LogError
 */
export function openLogFile(directory: string, partitions: number | undefined): LogFile {
  const path = join(directory, 'log.db');
  let db: Database.Database | undefined;
  try {
    db = new Database(path);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.pragma('wal_autocheckpoint = 0');
    createSchema(db, path, partitions ?? DEFAULT_PARTITIONS);
    const epoch = metaOf(db, 'epoch') + 1;
    db.prepare("update meta set value = ? where key = 'epoch'").run(epoch);
    syncDirectory(directory);
    return { path, db, epoch, partitions: checkPartitions(metaOf(db, 'partitions'), partitions, path) };
  } catch (error) {
    db?.close();
    throw logErrorOf(error, path);
  }
}

function createSchema(db: Database.Database, path: string, partitions: number): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > FORMAT_VERSION) {
    const problem = `${path} has format ${version}, and this program reads up to ${FORMAT_VERSION}`;
    throw new LogError('format_newer', `${problem}: use the newer program that wrote it`);
  }
  if (version === FORMAT_VERSION) return;
  db.transaction(() => {
    db.exec(SCHEMA);
    const insert = db.prepare('insert into meta values (?, ?)');
    insert.run('partitions', partitions);
    insert.run('epoch', 0);
  }).immediate();
}

const metaOf = (db: Database.Database, key: string): number =>
  Number(db.prepare('select value from meta where key = ?').pluck().get(key));

function checkPartitions(stored: number, wanted: number | undefined, path: string): number {
  if (wanted === undefined || wanted === stored) return stored;
  const problem = `${path} has ${stored} partitions, not ${wanted}`;
  throw new LogError('partitions_differ', `${problem}: set partitions to ${stored}, or choose another directory`);
}

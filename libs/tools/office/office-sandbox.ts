import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyChange, OfficeSchema, type Change, type Office } from '#tasks';
import Sqlite from 'better-sqlite3';

/**
 * The offices that runs work in. It behaves as a system of somebody else's: it keeps its own file, outlives whoever calls
 * it, has done on the disk what it has answered, and does what it is asked each time it is asked, but for requests with
 * a key: of these it does the first and repeats its answer to the others.
 */
export interface OfficeSandbox {
  /** The office of a run as it is now; undefined where nothing has been asked of it yet. */
  officeOf(runId: string): Office | undefined;
  /** Makes the office of a run, unless it has one. */
  open(runId: string, initial: Office): void;
  /** Undefined where the run has no office. */
  change(runId: string, change: Change, key?: string): Reply | undefined;
  /** Forgets the offices of these runs. */
  removeRuns(runIds: readonly string[]): void;
  close(): void;
}

export type Reply = { readonly told: string } | { readonly problem: string };

const SCHEMA = `
  create table if not exists office (run_id text primary key, state text not null) without rowid;
  create table if not exists reply (
    run_id text not null, key text not null, told text not null, primary key (run_id, key)) without rowid;
`;
/** Another process may be writing. */
const BUSY_MS = 10_000;

/** Where a data directory has its offices: a system beside Parley's own log and store. */
export const officeFile = (directory: string): string => join(directory, 'office.db');

/** The file, or `:memory:`, is opened and made at first use. */
export function officeSandbox(file: string): OfficeSandbox {
  let opened: Sqlite.Database | undefined;
  const db = () => (opened ??= connect(file));
  return {
    officeOf: (runId) => stateIn(db(), runId),
    open: (runId, initial) => {
      db().prepare('insert or ignore into office values (?, ?)').run(runId, JSON.stringify(initial));
    },
    change: (runId, change, key) =>
      db()
        .transaction(() => changeIn(db(), runId, change, key))
        .immediate(),
    removeRuns: (runIds) => {
      remove(db(), runIds);
    },
    close: () => {
      opened?.close();
    },
  };
}

function connect(file: string): Sqlite.Database {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Sqlite(file, { timeout: BUSY_MS });
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec(SCHEMA);
  return db;
}

function stateIn(db: Sqlite.Database, runId: string): Office | undefined {
  const row = db.prepare<[string], { state: string }>('select state from office where run_id = ?').get(runId);
  return row && OfficeSchema.parse(JSON.parse(row.state));
}

function changeIn(db: Sqlite.Database, runId: string, change: Change, key: string | undefined): Reply | undefined {
  const before = key === undefined ? undefined : replyIn(db, runId, key);
  if (before !== undefined) return before;
  const office = stateIn(db, runId);
  if (office === undefined) return undefined;
  const applied = applyChange(office, change);
  if ('problem' in applied) return applied;
  db.prepare('update office set state = ? where run_id = ?').run(JSON.stringify(applied.office), runId);
  if (key !== undefined) db.prepare('insert into reply values (?, ?, ?)').run(runId, key, applied.told);
  return { told: applied.told };
}

const replyIn = (db: Sqlite.Database, runId: string, key: string): Reply | undefined =>
  db.prepare<[string, string], { told: string }>('select told from reply where run_id = ? and key = ?').get(runId, key);

function remove(db: Sqlite.Database, runIds: readonly string[]): void {
  const statements = ['office', 'reply'].map((table) => db.prepare(`delete from ${table} where run_id = ?`));
  db.transaction(() => {
    for (const runId of runIds) for (const statement of statements) statement.run(runId);
  })();
}

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyChange, OfficeSchema, type Change, type Office, type OfficeSandbox, type Reply } from '#tasks';
import Sqlite from 'better-sqlite3';

const SCHEMA = `
  create table if not exists office (run_id text primary key, state text not null) without rowid;
  create table if not exists reply (
    run_id text not null, key text not null, told text not null, primary key (run_id, key)) without rowid;
`;
/** Another process may be writing. */
const BUSY_MS = 10_000;

/** Where a data directory has its offices: a system beside Parley's own log and store. */
export const officeFile = (directory: string): string => join(directory, 'office.db');

/** Offices in a file, or in `:memory:`; it is opened and made at first use. Processes of one machine may share it. */
export function officeSandbox(file: string): OfficeSandbox {
  let opened: Sqlite.Database | undefined;
  const db = () => (opened ??= connect(file));
  const isThere = () => opened !== undefined || existsSync(file);
  return {
    officeOf: (runId) => settled(() => (isThere() ? stateIn(db(), runId) : undefined)),
    open: (runId, initial) =>
      settled(() => {
        db().prepare('insert or ignore into office values (?, ?)').run(runId, JSON.stringify(initial));
      }),
    change: (runId, change, key) =>
      settled(() =>
        db()
          .transaction(() => changeIn(db(), runId, change, key))
          .immediate(),
      ),
    removeRuns: (runIds) =>
      settled(() => {
        if (isThere()) remove(db(), runIds);
      }),
    close: () => settled(() => opened?.close()).then(() => undefined),
  };
}

const settled = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);

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

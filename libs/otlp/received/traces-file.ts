import Sqlite, { type Database } from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReceivedTracesError } from './received-traces-error.js';

/** `due_at`: of a trace without findings when it is to be read, of another when it is to be judged. */
const FIRST = `
create table trace (
  trace_id text primary key,
  received_at integer not null,
  updated_at integer not null,
  spans integer not null,
  bytes integer not null,
  has_root integer not null,
  due_at integer,
  findings text
) strict;
create index trace_by_age on trace (received_at, trace_id);
create index trace_by_due on trace (due_at) where due_at is not null;
create index trace_settled on trace (updated_at) where due_at is null;
create table part (
  id integer primary key,
  trace_id text not null references trace on delete cascade,
  encoding text not null,
  body blob not null
) strict;
create index part_by_trace on part (trace_id);
create table trace_key (
  trace_id text not null references trace on delete cascade,
  key text not null,
  primary key (trace_id, key)
) strict, without rowid;
create index trace_by_key on trace_key (key, trace_id);
`;

/** Which process sent a trace, and from when until when it lasted. */
const SECOND = `
alter table trace add column process text;
alter table trace add column started_ms real;
alter table trace add column ended_ms real;
create index trace_by_process on trace (process, started_ms) where process is not null;
`;

const THIRD = 'alter table trace add column diagnosis text';

/** Parts of before have no hash. */
const FOURTH = `
alter table part add column hash text;
create unique index part_by_hash on part (trace_id, hash);
alter table trace add column tries integer not null default 0;
drop index trace_settled;
create index trace_settled on trace (updated_at) where findings is not null;
`;

/** What was read before is read again, for what reports need of it. */
const FIFTH = `
alter table trace add column service text;
create index trace_by_service on trace (service, received_at, trace_id) where service is not null;
update trace set findings = null, diagnosis = null, tries = 0, due_at = updated_at where findings is not null;
`;

/** What was told at times that no uint64 of nanoseconds is: such spans are left out now. */
const SIXTH = `
update trace set findings = null, diagnosis = null, tries = 0, due_at = updated_at
  where findings is not null and not (started_ms >= 0 and ended_ms < 1.8446744073709552e13)`;

/** Each makes the next version of the schema. */
const STEPS = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH];

/** The file is made where it is missing. Commits are not synced one by one. */
export function openTracesFile(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  return explained(path, () => {
    const database = new Sqlite(path);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database
      .transaction(() => {
        bringUp(database, path);
      })
      .immediate();
    return database;
  });
}

function bringUp(database: Database, path: string): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > STEPS.length) throw newer(path, version);
  for (const step of STEPS.slice(version)) database.exec(step);
  database.pragma(`user_version = ${STEPS.length}`);
}

const newer = (path: string, version: number): ReceivedTracesError =>
  new ReceivedTracesError(
    'schema_newer',
    `${path} was written by a newer version of Parley (its schema is ${version}): run that version or a later one`,
  );

/** Errors of SQLite as what they mean for the user. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const isDamaged = /CORRUPT|NOTADB/.test(error.code);
    const fix = isDamaged
      ? 'it is damaged: move it away and start again; traces received so far are lost'
      : 'see that its disk has room and can be written';
    const words = `${path} cannot be used: ${error.message}; ${fix}`;
    throw new ReceivedTracesError(isDamaged ? 'store_damaged' : 'store_unavailable', words, { cause: error });
  }
}

/** Known by its code: the driver makes its errors with the class of whoever loaded it first in the process. */
const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE_');

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { CamelCasePlugin, Kysely, sql, SqliteDialect, type Transaction } from 'kysely';
import type { Database, OpenDatabase } from '../database.js';
import { StoreError } from '../store-error.js';

const FILE = 'store.db';

/**
 * `<directory>/store.db`, one connection. Commits are not synced one by one (rows are rebuilt from the log);
 * those of `durably` are, with everything before them.
 */
export async function openSqlite(directory: string): Promise<OpenDatabase> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, FILE);
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: preparingOnce(connect(path)) }),
    plugins: [new CamelCasePlugin()],
  });
  return {
    db,
    durably: (work) => durably(db, work),
    hasTable: (name) => hasTable(db, name),
    explained: (error) => explained(error, path),
  };
}

function connect(path: string): Sqlite.Database {
  try {
    const connection = new Sqlite(path);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('foreign_keys = ON');
    return connection;
  } catch (error) {
    throw explained(error, path);
  }
}

/** Statements are kept by their text; those of a page or a batch are few and come again and again. */
function preparingOnce(connection: Sqlite.Database) {
  const statements = new LRUCache<string, Sqlite.Statement>({ max: 200 });
  const prepare = (text: string) => {
    const statement = statements.get(text) ?? connection.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return { prepare, close: () => connection.close() };
}

async function durably<T>(db: Kysely<Database>, work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = full`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = normal`.execute(connection);
    }
  });
}

async function hasTable(db: Kysely<Database>, name: string): Promise<boolean> {
  const found = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(db);
  return found.rows.length > 0;
}

function explained(error: unknown, path: string): unknown {
  if (!isSqliteError(error)) return error;
  const cause = { cause: error };
  if (/CORRUPT|NOTADB/.test(error.code)) {
    return new StoreError(
      'store_damaged',
      `${path} is damaged (${error.message}): move it away and start again, it is rebuilt from the log`,
      cause,
    );
  }
  return new StoreError('store_unavailable', `${path} cannot be used: ${error.message} (${error.code})`, cause);
}

/** Known by its code: the driver makes its errors with the class of whoever loaded it first in the process. */
const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE_');

import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import type { Database, OpenDatabase } from '../database.js';
import { explainedFor } from './postgres-errors.js';
import type { PostgresSettings } from './postgres-settings.js';

/** Connects when it is first used. Every transaction is on the server's disk when it resolves, as the server is set up. */
export function openPostgres(settings: PostgresSettings, manner?: { readonly patient: boolean }): OpenDatabase {
  const db = new Kysely<Database>({
    // Who has no PostgreSQL does not load its driver.
    dialect: new PostgresDialect({
      pool: async () => (await import('./connections.js')).connections(settings, manner),
    }),
    plugins: [new CamelCasePlugin()],
  });
  return {
    db,
    durably: (work) => db.transaction().execute(work),
    hasTable: (name) => hasTable(db, name),
    explained: explainedFor(settings),
  };
}

/** In the schemas that names without one are looked up in. */
async function hasTable(db: Kysely<Database>, name: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${name}) is not null as found`.execute(db);
  return rows[0]?.found === true;
}

/** Connects once, changes nothing, and rejects with a `StoreError` that names the setting where that fails. */
export async function probePostgres(settings: PostgresSettings): Promise<void> {
  const database = openPostgres(settings);
  try {
    await sql`select 1`.execute(database.db);
  } catch (error) {
    throw database.explained(error);
  } finally {
    await database.db.destroy();
  }
}

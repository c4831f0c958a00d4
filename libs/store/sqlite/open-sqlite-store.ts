import { MIGRATIONS, migrate } from '../migrations.js';
import type { Store } from '../port.js';
import { clearProjections } from '../removal.js';
import { explaining, storeOn } from '../store-on.js';
import { openSqlite } from './open-sqlite.js';

export interface SqliteStore extends Store {
  /** Empties the read models and their checkpoints, so that they start over; what was accepted stays. */
  clearProjections(): Promise<void>;
}

/**
 * Opens `<directory>/store.db`, making it where it is missing. For one process: the log beside it is the history.
 * Rejects with a `StoreError`: `schema_newer`, `store_damaged` or `store_unavailable`.
 */
export async function openSqliteStore({ directory }: { readonly directory: string }): Promise<SqliteStore> {
  const database = await openSqlite(directory);
  try {
    await migrate(database, MIGRATIONS);
  } catch (error) {
    await database.db.destroy();
    throw database.explained(error);
  }
  const explain = explaining(database);
  return {
    ...storeOn(database),
    clearProjections: () => explain(database.db.transaction().execute(clearProjections)),
  };
}

import { accept, acceptedUnder, isAccepted } from './acceptances.js';
import { approvalPage, messagePage } from './conversation-queries.js';
import type { OpenDatabase } from './database.js';
import { migrate } from './migrations.js';
import type { Store } from './port.js';
import { positionOf, projecting } from './projection.js';
import { clearProjections, removeRuns } from './removal.js';
import { runDetail, runPage } from './run-queries.js';
import { openSqlite } from './sqlite.js';

/**
 * Opens `<directory>/store.db`, making it where it is missing.
 * Rejects with a `StoreError`: `schema_newer`, `store_damaged` or `store_unavailable`.
 */
export async function openStore({ directory }: { readonly directory: string }): Promise<Store> {
  const database = await openSqlite(directory);
  try {
    await migrate(database.db);
  } catch (error) {
    await database.db.destroy();
    throw database.explained(error);
  }
  return storeOn(database);
}

function storeOn(database: OpenDatabase): Store {
  const { db } = database;
  const project = projecting(db);
  const explain = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw database.explained(error);
    }
  };
  return {
    positionOf: (projection, partition) => explain(positionOf(db, projection, partition)),
    apply: (projection, partition, batch) => explain(project(projection, partition, batch)),
    acceptRun: (request) => explain(database.durably((transaction) => accept(transaction, request))),
    acceptedUnder: (tenant, idempotencyKey) => explain(acceptedUnder(db, tenant, idempotencyKey)),
    isAccepted: (runId) => explain(isAccepted(db, runId)),
    run: (runId) => explain(runDetail(db, runId)),
    runs: (filter, page) => explain(runPage(db, filter, page)),
    messages: (runId, page) => explain(messagePage(db, runId, page)),
    approvals: (filter, page) => explain(approvalPage(db, filter, page)),
    removeRuns: (runIds) => explain(db.transaction().execute((transaction) => removeRuns(transaction, runIds))),
    clearProjections: () => explain(db.transaction().execute(clearProjections)),
    close: () => db.destroy(),
  };
}

import { accept, acceptedUnder, isAccepted } from './acceptances.js';
import { approvalPage, messagePage } from './conversation-queries.js';
import { diagnosesOf } from './diagnoses.js';
import type { OpenDatabase } from './database.js';
import { settledLetters, settleLetter } from './letters.js';
import type { Store } from './port.js';
import { positionOf, projecting, type AlsoProject } from './projection.js';
import { removeRuns, type RunTable } from './removal.js';
import { runDetail, runPage } from './run-queries.js';

/** What a store keeps of runs beside the read models, and forgets with them. */
export interface Extras {
  readonly also?: AlsoProject;
  readonly tables?: readonly RunTable[];
}

/** A store on a database whose schema is up to date. */
export function storeOn(database: OpenDatabase, { also, tables = [] }: Extras = {}): Store {
  const { db } = database;
  const explain = explaining(database);
  const project = projecting(db, also);
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
    diagnoses: (runId) => explain(diagnosesOf(db, runId)),
    settleLetter: (place, settlement) => explain(settleLetter(db, place, settlement)),
    settledLetters: () => explain(settledLetters(db)),
    removeRuns: (runIds) => explain(db.transaction().execute((transaction) => removeRuns(transaction, runIds, tables))),
    close: () => db.destroy(),
  };
}

/** Rejects as the work does, with what the driver reported explained. */
export const explaining =
  ({ explained }: Pick<OpenDatabase, 'explained'>) =>
  async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw explained(error);
    }
  };

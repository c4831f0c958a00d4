import type { Kysely } from 'kysely';
import { changesOf, changesOfUnreadable } from '#read-models';
import { applyChanges } from './apply-changes.js';
import type { Database, Db } from './database.js';
import { keepDiagnoses } from './diagnoses.js';
import type { ProjectedBatch } from './port.js';
import { preparedStatements, type CheckpointMove, type Statements } from './statements.js';
import { StoreError } from './store-error.js';

export async function positionOf(db: Db, projection: string, partition: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('checkpoints')
    .select('position')
    .where('projection', '=', projection)
    .where('partition', '=', partition)
    .executeTakeFirst();
  return row?.position;
}

/** What a batch becomes beside the rows of the read models, in the same transaction. */
export type AlsoProject = (
  transaction: Db,
  statements: Statements,
  batch: ProjectedBatch & { readonly partition: number },
) => Promise<void>;

/** Applies batches, each in a transaction of its own. */
export function projecting(db: Kysely<Database>, also?: AlsoProject) {
  const statements = preparedStatements();
  return async (projection: string, partition: number, batch: ProjectedBatch): Promise<void> => {
    const changes = [...batch.events.flatMap(changesOf), ...(batch.unreadable ?? []).flatMap(changesOfUnreadable)];
    await db.transaction().execute(async (transaction) => {
      const move = { projection, partition, from: batch.position, to: batch.next };
      if (!(await statements.moveCheckpoint(transaction, move))) await startCheckpoint(transaction, move);
      await applyChanges(transaction, statements, changes);
      await keepDiagnoses(transaction, batch.diagnoses ?? []);
      await also?.(transaction, statements, { ...batch, partition });
    });
  };
}

/** Compare and set: of two owners that believe in the same position only one gets past. */
async function startCheckpoint(db: Db, { projection, partition, from, to }: CheckpointMove): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('checkpoints')
    .values({ projection, partition, position: to })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) return;
  const found = await positionOf(db, projection, partition);
  throw new StoreError(
    'position_moved',
    `${projection} stands at ${found ?? 'no position'} in partition ${partition}, not at ${from}: read the position again`,
  );
}

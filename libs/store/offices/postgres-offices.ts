import { asRunId } from '#events';
import { applyChange, OfficeSchema, type Change, type Office, type OfficeSandbox, type Reply } from '#tasks';
import type { Db, OpenDatabase } from '../database.js';
import { removeRows } from '../removal.js';
import { explaining } from '../store-on.js';

interface Asked {
  readonly runId: string;
  readonly change: Change;
  readonly key: string | undefined;
}

/** Offices as rows, shared by whoever has the database. Failures of the database reject with a `StoreError`. */
export function postgresOffices(database: OpenDatabase): OfficeSandbox {
  const { db } = database;
  const explain = explaining(database);
  return {
    officeOf: async (runId) => officeIn(await explain(officeQuery(db, runId).executeTakeFirst())),
    open: async (runId, initial) => {
      const insert = db.insertInto('offices').values({ runId, state: JSON.stringify(initial) });
      await explain(insert.onConflict((conflict) => conflict.doNothing()).execute());
    },
    change: (runId, change, key) =>
      explain(database.durably((transaction) => changeIn(transaction, { runId, change, key }))),
    removeRuns: (runIds) =>
      explain(
        db
          .transaction()
          .execute((transaction) => removeRows(transaction, ['officeReplies', 'offices'], runIds.map(asRunId))),
      ),
    close: () => Promise.resolve(),
  };
}

const officeQuery = (db: Db, runId: string) => db.selectFrom('offices').select('state').where('runId', '=', runId);

const officeIn = (row: { readonly state: string } | undefined): Office | undefined =>
  row && OfficeSchema.parse(JSON.parse(row.state));

/** Whoever changes an office has it for themselves until it is done. */
async function changeIn(db: Db, { runId, change, key }: Asked): Promise<Reply | undefined> {
  const office = officeIn(await officeQuery(db, runId).forUpdate().executeTakeFirst());
  if (office === undefined) return undefined;
  const before = key === undefined ? undefined : await replyTo(db, runId, key);
  if (before !== undefined) return before;
  const applied = applyChange(office, change);
  if ('problem' in applied) return applied;
  await db
    .updateTable('offices')
    .set({ state: JSON.stringify(applied.office) })
    .where('runId', '=', runId)
    .execute();
  const { told } = applied;
  if (key !== undefined) await db.insertInto('officeReplies').values({ runId, key, told }).execute();
  return { told };
}

const replyTo = (db: Db, runId: string, key: string): Promise<{ readonly told: string } | undefined> =>
  db.selectFrom('officeReplies').select('told').where('runId', '=', runId).where('key', '=', key).executeTakeFirst();

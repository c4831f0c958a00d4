import type { RunId } from '#events';
import type { Db } from './database.js';
import type { Acceptance, Accepted, AcceptRequest } from './port.js';

/** Inserts, or finds what was there first. */
export async function accept(db: Db, request: AcceptRequest): Promise<Acceptance> {
  const { tenant, idempotencyKey, bodyHash, runId, now } = request;
  await db
    .insertInto('acceptances')
    .values({ runId, tenant, idempotencyKey: idempotencyKey ?? null, bodyHash, acceptedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const remembered = await db
    .selectFrom('acceptances')
    .select(['runId', 'bodyHash'])
    .$if(idempotencyKey === undefined, (query) => query.where('runId', '=', runId))
    .$if(idempotencyKey !== undefined, (query) =>
      query.where('tenant', '=', tenant).where('idempotencyKey', '=', idempotencyKey ?? null),
    )
    .executeTakeFirstOrThrow();
  return {
    runId: remembered.runId,
    sameBody: remembered.bodyHash === bodyHash,
    first: remembered.runId === runId,
  };
}

/** What was accepted under this key. */
export const acceptedUnder = (db: Db, tenant: string, idempotencyKey: string): Promise<Accepted | undefined> =>
  db
    .selectFrom('acceptances')
    .select(['runId', 'bodyHash'])
    .where('tenant', '=', tenant)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst();

export async function isAccepted(db: Db, runId: RunId): Promise<boolean> {
  const found = await db.selectFrom('acceptances').select('runId').where('runId', '=', runId).executeTakeFirst();
  return found !== undefined;
}

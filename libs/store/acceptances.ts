import type { RunId } from '#events';
import type { Db } from './database.js';
import type { Acceptance, Accepted, AcceptRequest } from './port.js';

/** Inserts, or finds what was there first. */
export async function accept(db: Db, request: AcceptRequest): Promise<Acceptance> {
  const { tenant, idempotencyKey, bodyHash, unlogged, runId, now } = request;
  const { wholeHash = null, salt = null } = unlogged ?? {};
  await db
    .insertInto('acceptances')
    .values({ runId, tenant, idempotencyKey: idempotencyKey ?? null, bodyHash, wholeHash, salt, acceptedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const remembered = await db
    .selectFrom('acceptances')
    .select(['runId', 'bodyHash', 'wholeHash', 'salt'])
    .$if(idempotencyKey === undefined, (query) => query.where('runId', '=', runId))
    .$if(idempotencyKey !== undefined, (query) =>
      query.where('tenant', '=', tenant).where('idempotencyKey', '=', idempotencyKey ?? null),
    )
    .executeTakeFirstOrThrow();
  return {
    runId: remembered.runId,
    salt: remembered.salt,
    sameBody: isSameBody(remembered, request),
    first: remembered.runId === runId,
  };
}

/** What the log may tell is compared, and the whole where both are known. Earlier versions had the whole in the log. */
export function isSameBody(
  known: Accepted,
  { bodyHash, unlogged }: Pick<AcceptRequest, 'bodyHash' | 'unlogged'>,
): boolean {
  const wholeHash = unlogged?.wholeHash ?? null;
  if (known.wholeHash !== null && wholeHash !== null) return known.wholeHash === wholeHash;
  return known.bodyHash !== null && [bodyHash, wholeHash].includes(known.bodyHash);
}

/** What was accepted under this key. */
export const acceptedUnder = (db: Db, tenant: string, idempotencyKey: string): Promise<Accepted | undefined> =>
  db
    .selectFrom('acceptances')
    .select(['runId', 'bodyHash', 'wholeHash', 'salt'])
    .where('tenant', '=', tenant)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst();

export async function isAccepted(db: Db, runId: RunId): Promise<boolean> {
  const found = await db.selectFrom('acceptances').select('runId').where('runId', '=', runId).executeTakeFirst();
  return found !== undefined;
}

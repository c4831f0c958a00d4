import { sql, type Kysely } from 'kysely';
import { MOST_TRIES, type Found, type ReceivedTraces, type TraceClaim, type TraceStage } from '#trajectory';
import type { Database, Db } from '../database.js';

type Duties = Pick<ReceivedTraces, 'claim' | 'release' | 'nextDue' | 'settle'>;

/** What is due with traces, and who does it. */
export const traceDuties = (db: Kysely<Database>): Duties => ({
  claim: (stage, at, until) => claim(db, stage, { at, until }),
  release: (claimed, at) => release(db, claimed, at),
  nextDue: (stage) => nextDue(db, stage),
  settle: (traceId, found, at) => db.transaction().execute((transaction) => settle(transaction, traceId, found, at)),
});

const isIn = (stage: TraceStage) =>
  stage === 'reading' ? sql`findings is null` : sql`findings is not null and tries < ${MOST_TRIES}::int`;

/** A claim is a later time at which it is due. */
async function claim(
  db: Db,
  stage: TraceStage,
  { at, until }: { readonly at: number; readonly until: number },
): Promise<TraceClaim | undefined> {
  const { rows } = await sql<{ readonly traceId: string; readonly tries: number }>`
    update received_traces set due_at = ${until}::bigint, tries = tries + 1
    where trace_id = (
      select trace_id from received_traces where due_at <= ${at}::bigint and ${isIn(stage)}
      order by due_at limit 1 for update skip locked
    )
    returning trace_id, tries`.execute(db);
  return rows[0] && { ...rows[0], stage, until };
}

async function release(db: Db, { traceId, until }: TraceClaim, at: number): Promise<void> {
  await sql`update received_traces set due_at = ${at}::bigint, tries = tries - 1
    where trace_id = ${traceId} and due_at = ${until}::bigint`.execute(db);
}

async function nextDue(db: Db, stage: TraceStage): Promise<number | undefined> {
  const { rows } = await sql<{ readonly dueAt: number | null }>`
    select min(due_at) as due_at from received_traces where due_at is not null and ${isIn(stage)}`.execute(db);
  return rows[0]?.dueAt ?? undefined;
}

async function settle(
  db: Db,
  traceId: string,
  { spans, findings, ties }: Found,
  at: number | undefined,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('receivedTraces')
    .set({
      findings: JSON.stringify(findings),
      service: findings.profile?.service ?? null,
      process: ties.process,
      startedMs: ties.startMs,
      endedMs: ties.endMs,
      dueAt: at ?? null,
      tries: 0,
    })
    .where('traceId', '=', traceId)
    .where('spans', '=', spans)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await db.deleteFrom('receivedKeys').where('traceId', '=', traceId).execute();
  if (ties.sessions.length === 0) return;
  const rows = ties.sessions.map((key) => ({ traceId, key }));
  await db
    .insertInto('receivedKeys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

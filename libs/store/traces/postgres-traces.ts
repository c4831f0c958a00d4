import { sql } from 'kysely';
import {
  bytesOf,
  type Kept,
  type ReceivedTrace,
  type ReceivedTraces,
  type ReceivingLimits,
  type TraceBody,
  type TraceFindings,
  type TracePage,
  type TracePart,
  type TraceQuery,
} from '#trajectory';
import type { Db, OpenDatabase } from '../database.js';
import { explaining } from '../store-on.js';
import { companionsOf } from './companions.js';
import { keepParts } from './keep-parts.js';
import { traceDuties } from './trace-duties.js';
import { traceRoom, type TraceRoom } from './trace-room.js';
import type { TraceRow } from './trace-rows.js';

/** Between all processes that have the database; failures of it reject with a `StoreError`. Ends with the store. */
export function postgresTraces(database: OpenDatabase, limits: ReceivingLimits): ReceivedTraces {
  const { db } = database;
  const explain = explaining(database);
  const duties = traceDuties(db);
  const room = traceRoom(db, limits.bytes);
  const keep = (parts: readonly TracePart[], at: number) =>
    database.durably((transaction) => keepParts(transaction, parts, { at, limits }));
  return {
    keep: (parts, at) => explain(within(room, parts, (all) => keep(all, at))),
    page: (query) => explain(pageOf(db, query)),
    trace: (traceId) => explain(traceIn(db, traceId)),
    bodies: (traceIds) => explain(bodiesIn(db, traceIds)),
    companions: (traceId) => explain(companionsOf(db, traceId)),
    claim: (stage, at, until) => explain(duties.claim(stage, at, until)),
    release: (claim, at) => explain(duties.release(claim, at)),
    nextDue: (stage) => explain(duties.nextDue(stage)),
    settle: (traceId, found, at) => explain(duties.settle(traceId, found, at)),
    keepDiagnosis: (traceId, spans, diagnosis) => explain(keepDiagnosis(db, traceId, { spans, diagnosis })),
    diagnosis: (traceId) => explain(diagnosisOf(db, traceId)),
    close: () => undefined,
  };
}

type Keep = (parts: readonly TracePart[]) => ReturnType<typeof keepParts>;

async function within(room: TraceRoom, parts: readonly TracePart[], keep: Keep): Promise<Kept> {
  const reserved = bytesOf(parts);
  if (!(await room.make(reserved))) return { outcome: 'full' };
  let written = 0;
  try {
    const { fresh, tooMany } = await keep(parts);
    written = bytesOf(fresh);
    return { outcome: 'kept', tooMany };
  } finally {
    room.giveBack(reserved - written);
  }
}

/** Of a trace that has been read nothing more is due. */
async function keepDiagnosis(
  db: Db,
  traceId: string,
  { spans, diagnosis }: { readonly spans: number; readonly diagnosis: string },
): Promise<void> {
  await sql`
    update received_traces
    set diagnosis = ${diagnosis}, due_at = case when findings is null then due_at end
    where trace_id = ${traceId} and spans = ${spans}::int`.execute(db);
}

async function diagnosisOf(db: Db, traceId: string): Promise<string | undefined> {
  const query = db.selectFrom('receivedTraces').select('diagnosis').where('traceId', '=', traceId);
  return (await query.executeTakeFirst())?.diagnosis ?? undefined;
}

const COLUMNS = ['traceId', 'receivedAt', 'updatedAt', 'spans', 'bytes', 'hasRoot', 'findings'] as const;

async function traceIn(db: Db, traceId: string): Promise<ReceivedTrace | undefined> {
  const row = await db.selectFrom('receivedTraces').select(COLUMNS).where('traceId', '=', traceId).executeTakeFirst();
  return row && traceOf(row);
}

const traceOf = ({ hasRoot, findings, ...row }: Pick<TraceRow, (typeof COLUMNS)[number]>): ReceivedTrace => ({
  ...row,
  hasRoot: hasRoot === 1,
  ...(findings !== null && { findings: JSON.parse(findings) as TraceFindings }),
});

async function bodiesIn(db: Db, traceIds: readonly string[]): Promise<readonly TraceBody[]> {
  if (traceIds.length === 0) return [];
  return db
    .selectFrom('receivedParts')
    .select(['encoding', 'body'])
    .where('traceId', 'in', traceIds)
    .orderBy('place')
    .execute();
}

/** A cursor is the time and the id of the last trace of its page. */
async function pageOf(db: Db, { limit, cursor, service, since }: TraceQuery): Promise<TracePage> {
  const [at = '', id = ''] = cursor?.split('-') ?? [];
  const rows = await db
    .selectFrom('receivedTraces')
    .select(COLUMNS)
    .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
    .$if(since !== undefined, (query) => query.where('receivedAt', '>=', since ?? 0))
    .$if(cursor !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('receivedAt', 'traceId'), '<', eb.tuple(Number(at), id))),
    )
    .orderBy('receivedAt', 'desc')
    .orderBy('traceId', 'desc')
    .limit(limit + 1)
    .execute();
  const traces = rows.slice(0, limit).map(traceOf);
  const last = traces.at(-1);
  return rows.length > limit && last !== undefined
    ? { traces, next: `${last.receivedAt}-${last.traceId}` }
    : { traces };
}

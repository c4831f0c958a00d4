import { sql } from 'kysely';
import { admissionOf, type KnownTraces, type ReceivingLimits, type TracePart } from '#trajectory';
import type { Db } from '../database.js';

/** Rows of one statement, which may have 65,535 parameters. */
const CHUNK = 1_000;

/**
 * Keeps what is new of the parts and opens their traces again. Whoever keeps parts of one of them meanwhile waits for the end
 * of the transaction. Gives what was kept, and how many spans were left out.
 */
export async function keepParts(
  db: Db,
  parts: readonly TracePart[],
  { at, limits }: { readonly at: number; readonly limits: ReceivingLimits },
): Promise<ReturnType<typeof admissionOf>> {
  // Others would make rows of traces that have no spans.
  const possible = parts.filter(({ spans }) => spans <= limits.spans);
  const spans = await held(db, possible, at);
  const hashes = await hashesOf(db, possible);
  const known: KnownTraces = {
    spansOf: (traceId) => spans.get(traceId) ?? 0,
    has: ({ traceId, hash }) => hashes.has(`${traceId} ${hash}`),
  };
  const admission = admissionOf(parts, known, limits.spans);
  await insert(db, admission.fresh);
  await extend(db, admission.fresh, { at, limits });
  return admission;
}

/** Makes the traces where they are missing, holds them in the order of their ids, and gives how many spans each has. */
async function held(db: Db, parts: readonly TracePart[], at: number): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(parts.map(({ traceId }) => traceId))];
  const { rows } = await sql<{ readonly traceId: string; readonly spans: number }>`
    insert into received_traces as known (trace_id, received_at, updated_at, spans, bytes, has_root, tries)
    select id, ${at}::bigint, ${at}::bigint, 0, 0, 0, 0 from unnest(${ids}::text[]) as id order by id
    on conflict (trace_id) do update set spans = known.spans
    returning trace_id, spans`.execute(db);
  return new Map(rows.map(({ traceId, spans }) => [traceId, spans]));
}

async function hashesOf(db: Db, parts: readonly TracePart[]): Promise<ReadonlySet<string>> {
  const [ids, hashes] = [parts.map(({ traceId }) => traceId), parts.map(({ hash }) => hash)];
  const { rows } = await sql<{ readonly traceId: string; readonly hash: string }>`
    select trace_id, hash from received_parts
    where (trace_id, hash) in (select * from unnest(${ids}::text[], ${hashes}::text[]))`.execute(db);
  return new Set(rows.map(({ traceId, hash }) => `${traceId} ${hash}`));
}

async function insert(db: Db, parts: readonly TracePart[]): Promise<void> {
  for (let from = 0; from < parts.length; from += CHUNK) {
    const rows = parts
      .slice(from, from + CHUNK)
      .map(({ traceId, hash, encoding, body }) => ({ traceId, hash, encoding, body }));
    await db.insertInto('receivedParts').values(rows).execute();
  }
}

interface Extending {
  readonly at: number;
  readonly limits: ReceivingLimits;
}

/** A trace that was settled is open again. */
async function extend(db: Db, parts: readonly TracePart[], { at, limits }: Extending): Promise<void> {
  const column = <T>(of: (part: TracePart) => T): readonly T[] => parts.map(of);
  const [ids, spans] = [column(({ traceId }) => traceId), column((part) => part.spans)];
  const [bytes, roots] = [column(({ body }) => body.length), column(({ hasRoot }) => (hasRoot ? 1 : 0))];
  await sql`
    update received_traces as trace set
      updated_at = ${at}::bigint, spans = trace.spans + more.spans, bytes = trace.bytes + more.bytes,
      has_root = greatest(trace.has_root, more.has_root), tries = 0, findings = null, diagnosis = null,
      due_at = ${at}::bigint
        + case greatest(trace.has_root, more.has_root) when 1 then ${limits.quietMs}::bigint else ${limits.patienceMs}::bigint end
    from (
      select trace_id, sum(spans) as spans, sum(bytes) as bytes, max(has_root) as has_root
      from unnest(${ids}::text[], ${spans}::int[], ${bytes}::bigint[], ${roots}::int[])
        as part (trace_id, spans, bytes, has_root)
      group by trace_id
    ) as more
    where trace.trace_id = more.trace_id`.execute(db);
}

import { sql } from 'kysely';
import type { Db } from '../database.js';

/** What is looked at of other runs of the same process. */
const [LONGEST_RUN_MS, MOST_BESIDE] = [86_400_000, 50];
const MOST = 200;

/** Traces that the process made at the same time, and those that share keys with any of them, directly or through others. */
export async function companionsOf(db: Db, traceId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly traceId: string }>`
    with recursive beside as (
      select other.trace_id from received_traces own
        join received_traces other on other.process = own.process and other.ended_ms >= own.started_ms
          and other.started_ms between own.started_ms - ${LONGEST_RUN_MS}::float8 and own.ended_ms
      where own.trace_id = ${traceId} limit ${MOST_BESIDE}::int
    ), companion as (
      (select ${traceId}::text as trace_id union select trace_id from beside)
      union
      select other.trace_id from companion
        join received_keys own on own.trace_id = companion.trace_id
        join received_keys other on other.key = own.key
    )
    select trace_id from companion limit ${MOST}::int`.execute(db);
  return rows.map((row) => row.traceId);
}

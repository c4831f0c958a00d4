import type { Database } from 'better-sqlite3';
import { MOST_TRIES, type OtlpEncoding, type ReceivingLimits, type TraceStage } from '#trajectory';

export interface TraceRow {
  readonly trace_id: string;
  readonly received_at: number;
  readonly updated_at: number;
  readonly spans: number;
  readonly bytes: number;
  readonly has_root: 0 | 1;
  readonly findings: string | null;
}
export interface PartRow {
  readonly encoding: OtlpEncoding;
  readonly body: Uint8Array;
}
interface NewPart {
  readonly traceId: string;
  readonly at: number;
  readonly spans: number;
  readonly bytes: number;
  readonly hasRoot: 0 | 1;
}

interface Settled {
  readonly traceId: string;
  readonly spans: number;
  readonly findings: string;
  readonly service: string | null;
  readonly process: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly at: number | null;
}

const COLUMNS = 'trace_id, received_at, updated_at, spans, bytes, has_root, findings';

/** What is looked at of other runs of the same process. */
const [LONGEST_RUN_MS, MOST_BESIDE] = [86_400_000, 50];

/** Traces that the process made at the same time, and those that share keys with any of them, directly or through others. */
const COMPANIONS = `
with recursive beside(trace_id) as (
  select other.trace_id from trace own
    join trace other on other.process = own.process and other.ended_ms >= own.started_ms
      and other.started_ms between own.started_ms - ${LONGEST_RUN_MS} and own.ended_ms
  where own.trace_id = @traceId limit ${MOST_BESIDE}
), companion(trace_id) as (
  select @traceId
  union
  select trace_id from beside
  union
  select other.trace_id from companion
    join trace_key own on own.trace_id = companion.trace_id
    join trace_key other on other.key = own.key
  limit 200
)
select trace_id from companion`;

const STAGE: Readonly<Record<TraceStage, string>> = {
  reading: 'findings is null',
  judging: `findings is not null and tries < ${MOST_TRIES}`,
};

interface Claimed {
  readonly trace_id: string;
  readonly tries: number;
}

interface Due {
  readonly due_at: number | null;
}

const stageStatements = (database: Database, stage: TraceStage) => ({
  claim: database.prepare<{ readonly at: number; readonly until: number }, Claimed>(`
    update trace set due_at = @until, tries = tries + 1
    where trace_id = (select trace_id from trace where due_at <= @at and ${STAGE[stage]} order by due_at limit 1)
    returning trace_id, tries`),
  nextDue: database.prepare<[], Due>(
    `select min(due_at) as due_at from trace where due_at is not null and ${STAGE[stage]}`,
  ),
});

const dueStatements = (database: Database, { quietMs, patienceMs }: ReceivingLimits) => ({
  reading: stageStatements(database, 'reading'),
  judging: stageStatements(database, 'judging'),
  release: database.prepare<{ readonly traceId: string; readonly until: number; readonly at: number }>(
    'update trace set due_at = @at, tries = tries - 1 where trace_id = @traceId and due_at = @until',
  ),
  /** Whoever had the file before is gone. */
  releaseAll: database.prepare<[]>(
    `update trace set due_at = updated_at + case when findings is not null then 0 when has_root then ${quietMs} else ${patienceMs} end
     where due_at is not null`,
  ),
});

const diagnosisStatements = (database: Database) => ({
  /** Of a trace that has been read nothing more is due. */
  keepDiagnosis: database.prepare<[diagnosis: string, traceId: string, spans: number]>(
    'update trace set diagnosis = ?, due_at = iif(findings is null, due_at, null) where trace_id = ? and spans = ?',
  ),
  diagnosisOf: database.prepare<[traceId: string], { readonly diagnosis: string | null }>(
    'select diagnosis from trace where trace_id = ?',
  ),
});

const partStatements = (database: Database, { quietMs, patienceMs }: ReceivingLimits) => ({
  spansOf: database.prepare<[traceId: string], { readonly spans: number }>(
    'select spans from trace where trace_id = ?',
  ),
  hasPart: database.prepare<[traceId: string, hash: string], object>(
    'select 1 from part where trace_id = ? and hash = ?',
  ),
  /** A trace that was settled is open again. */
  extend: database.prepare<NewPart>(`
    insert into trace (trace_id, received_at, updated_at, spans, bytes, has_root, due_at)
    values (@traceId, @at, @at, @spans, @bytes, @hasRoot, @at + iif(@hasRoot, ${quietMs}, ${patienceMs}))
    on conflict (trace_id) do update set
      updated_at = @at, spans = spans + @spans, bytes = bytes + @bytes, has_root = has_root or @hasRoot,
      due_at = @at + iif(has_root or @hasRoot, ${quietMs}, ${patienceMs}), tries = 0, findings = null, diagnosis = null`),
  addPart: database.prepare<[traceId: string, encoding: OtlpEncoding, body: Uint8Array, hash: string]>(
    'insert into part (trace_id, encoding, body, hash) values (?, ?, ?, ?)',
  ),
  partsOf: database.prepare<[traceId: string], PartRow>(
    'select encoding, body from part where trace_id = ? order by id',
  ),
});

/** Before a trace of a time, and not before another time. */
interface Listed {
  readonly at: number;
  readonly traceId: string;
  readonly since: number;
  readonly limit: number;
}

const newestFirst = (condition: '' | 'service = @service and'): string =>
  `select ${COLUMNS} from trace
   where ${condition} received_at >= @since and (received_at, trace_id) < (@at, @traceId)
   order by received_at desc, trace_id desc limit @limit`;

/** Everything that is asked of `traces.db`, prepared once. */
export const traceStatements = (database: Database, limits: ReceivingLimits) => ({
  ...diagnosisStatements(database),
  ...dueStatements(database, limits),
  ...partStatements(database, limits),
  trace: database.prepare<[traceId: string], TraceRow>(`select ${COLUMNS} from trace where trace_id = ?`),
  newest: database.prepare<Listed, TraceRow>(newestFirst('')),
  newestOf: database.prepare<Listed & { readonly service: string }, TraceRow>(newestFirst('service = @service and')),
  companions: database.prepare<{ readonly traceId: string }, { readonly trace_id: string }>(COMPANIONS),
  settle: database.prepare<Settled>(
    `update trace set findings = @findings, service = @service, process = @process, started_ms = @startMs, ended_ms = @endMs,
       due_at = @at, tries = 0
     where trace_id = @traceId and spans = @spans`,
  ),
  forgetKeys: database.prepare<[traceId: string]>('delete from trace_key where trace_id = ?'),
  addKey: database.prepare<[traceId: string, key: string]>('insert or ignore into trace_key values (?, ?)'),
  totalBytes: database.prepare<[], { readonly bytes: number }>('select coalesce(sum(bytes), 0) as bytes from trace'),
  removeOldest: database.prepare<[], { readonly bytes: number }>(
    `delete from trace where trace_id in
       (select trace_id from trace where findings is not null order by updated_at limit 16)
     returning bytes`,
  ),
});
export type TraceStatements = ReturnType<typeof traceStatements>;

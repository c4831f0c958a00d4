import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type {
  Found,
  ReceivedTrace,
  ReceivedTraces,
  ReceivingLimits,
  TraceFindings,
  TracePage,
  TraceQuery,
} from '#trajectory';
import { traceKeeper } from './trace-keeper.js';
import { traceStatements, type TraceRow, type TraceStatements } from './trace-statements.js';
import { explained, openTracesFile } from './traces-file.js';

export interface ReceivedTracesOptions {
  readonly directory: string;
  readonly limits: ReceivingLimits;
}

/**
 * Opens `<directory>/traces.db`, making it where it is missing. For one process: what another has claimed is due again.
 * @throws ReceivedTracesError
 */
export function openReceivedTraces({ directory, limits }: ReceivedTracesOptions): ReceivedTraces {
  const path = join(directory, 'traces.db');
  const database = openTracesFile(path);
  const statements = explained(path, () => traceStatements(database, limits));
  const keep = explained(path, () => traceKeeper(database, statements, limits));
  explained(path, () => statements.releaseAll.run());
  const promised = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(explained(path, work));
    });
  return {
    ...duties(database, statements, promised),
    keep: (parts, at) => promised(() => keep(parts, at)),
    page: (query) => promised(() => pageOf(statements, query)),
    trace: (traceId) =>
      promised(() => {
        const row = statements.trace.get(traceId);
        return row && traceOf(row);
      }),
    bodies: (traceIds) => promised(() => traceIds.flatMap((traceId) => statements.partsOf.all(traceId))),
    companions: (traceId) => promised(() => statements.companions.all({ traceId }).map(({ trace_id: id }) => id)),
    keepDiagnosis: (traceId, spans, diagnosis) =>
      promised(() => {
        statements.keepDiagnosis.run(diagnosis, traceId, spans);
      }),
    diagnosis: (traceId) => promised(() => statements.diagnosisOf.get(traceId)?.diagnosis ?? undefined),
    close: () => {
      database.close();
    },
  };
}

type Promised = <T>(work: () => T) => Promise<T>;

function duties(
  database: Database,
  statements: TraceStatements,
  promised: Promised,
): Pick<ReceivedTraces, 'claim' | 'release' | 'nextDue' | 'settle'> {
  const settle = settling(database, statements);
  return {
    claim: (stage, at, until) =>
      promised(() => {
        const row = statements[stage].claim.get({ at, until });
        return row && { traceId: row.trace_id, stage, until, tries: row.tries };
      }),
    release: ({ traceId, until }, at) =>
      promised(() => {
        statements.release.run({ traceId, until, at });
      }),
    nextDue: (stage) => promised(() => statements[stage].nextDue.get()?.due_at ?? undefined),
    settle: (traceId, found, at) =>
      promised(() => {
        settle(traceId, found, at);
      }),
  };
}

function settling(database: Database, { settle, forgetKeys, addKey }: TraceStatements) {
  const write = database.transaction(
    (traceId: string, { spans, findings, ties }: Found, at: number | undefined): void => {
      const { sessions, ...extent } = ties;
      const found = { findings: JSON.stringify(findings), service: findings.profile?.service ?? null };
      if (settle.run({ traceId, spans, ...found, ...extent, at: at ?? null }).changes === 0) return;
      forgetKeys.run(traceId);
      for (const key of sessions) addKey.run(traceId, key);
    },
  );
  return (traceId: string, found: Found, at: number | undefined): void => {
    write.immediate(traceId, found, at);
  };
}

const traceOf = (row: TraceRow): ReceivedTrace => ({
  traceId: row.trace_id,
  receivedAt: row.received_at,
  updatedAt: row.updated_at,
  spans: row.spans,
  bytes: row.bytes,
  hasRoot: row.has_root === 1,
  ...(row.findings !== null && { findings: JSON.parse(row.findings) as TraceFindings }),
});

/** A cursor is the time and the id of the last trace of its page. */
function pageOf(statements: TraceStatements, { limit, cursor, service, since = 0 }: TraceQuery): TracePage {
  const [at = '', traceId = ''] = (cursor ?? `${Number.MAX_SAFE_INTEGER}-`).split('-');
  const listed = { at: Number(at), traceId, since, limit: limit + 1 };
  const rows = service === undefined ? statements.newest.all(listed) : statements.newestOf.all({ ...listed, service });
  const traces = rows.slice(0, limit).map(traceOf);
  const last = traces.at(-1);
  return rows.length > limit && last !== undefined
    ? { traces, next: `${last.receivedAt}-${last.traceId}` }
    : { traces };
}

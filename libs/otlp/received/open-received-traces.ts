import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import { readOtlp, type Telemetry } from '#trajectory';
import { decodeTraces } from '../wire/decode.js';
import type { Found, ReceivedTrace, ReceivedTraces, ReceivingLimits, TraceFindings, TracePage } from './port.js';
import { traceKeeper } from './trace-keeper.js';
import { traceStatements, type PartRow, type TraceRow, type TraceStatements } from './trace-statements.js';
import { explained, openTracesFile } from './traces-file.js';

export interface ReceivedTracesOptions {
  readonly directory: string;
  readonly limits: ReceivingLimits;
}

/**
 * Opens `<directory>/traces.db`, making it where it is missing.
 * @throws ReceivedTracesError `store_unavailable`
 */
export function openReceivedTraces({ directory, limits }: ReceivedTracesOptions): ReceivedTraces {
  const path = join(directory, 'traces.db');
  const database = openTracesFile(path);
  const statements = explained(path, () => traceStatements(database, limits));
  const keep = explained(path, () => traceKeeper(database, statements, limits));
  const settle = settling(database, statements);
  const promised = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(explained(path, work));
    });
  return {
    keep: (parts, encoding, at) => promised(() => keep(parts, encoding, at)),
    page: (limit, cursor) => promised(() => pageOf(statements, limit, cursor)),
    trace: (traceId) =>
      promised(() => {
        const row = statements.trace.get(traceId);
        return row && traceOf(row);
      }),
    telemetry: (traceIds) =>
      promised(() => traceIds.flatMap((traceId) => statements.partsOf.all(traceId)).map(telemetryIn)),
    companions: (traceId) => promised(() => statements.companions.all({ traceId }).map(({ trace_id: id }) => id)),
    due: () =>
      promised(() => {
        const row = statements.due.get();
        return row && { traceId: row.trace_id, at: row.due_at };
      }),
    settle: (traceId, found) =>
      promised(() => {
        settle(traceId, found);
      }),
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

function settling(database: Database, { settle, forgetKeys, addKey }: TraceStatements) {
  const write = database.transaction((traceId: string, { spans, findings, ties }: Found): void => {
    const { sessions, ...extent } = ties;
    if (settle.run({ traceId, spans, findings: JSON.stringify(findings), ...extent }).changes === 0) return;
    forgetKeys.run(traceId);
    for (const key of sessions) addKey.run(traceId, key);
  });
  return (traceId: string, found: Found): void => {
    write.immediate(traceId, found);
  };
}

const traceOf = (row: TraceRow): ReceivedTrace => ({
  traceId: row.trace_id,
  receivedAt: row.received_at,
  updatedAt: row.updated_at,
  spans: row.spans,
  hasRoot: row.has_root === 1,
  ...(row.findings !== null && { findings: JSON.parse(row.findings) as TraceFindings }),
});

const telemetryIn = ({ encoding, body }: PartRow): Telemetry =>
  readOtlp(encoding === 'json' ? JSON.parse(new TextDecoder().decode(body)) : decodeTraces(body));

/** A cursor is the time and the id of the last trace of its page. */
function pageOf(statements: TraceStatements, limit: number, cursor = `${Number.MAX_SAFE_INTEGER}-`): TracePage {
  const [at = '', id = ''] = cursor.split('-');
  const rows = statements.newest.all(Number(at), id, limit + 1);
  const traces = rows.slice(0, limit).map(traceOf);
  const last = traces.at(-1);
  return rows.length > limit && last !== undefined
    ? { traces, next: `${last.receivedAt}-${last.traceId}` }
    : { traces };
}

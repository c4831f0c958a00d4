import type { Database } from 'better-sqlite3';
import type { EncodingName } from '../wire/encoding.js';
import type { TracePart } from '../wire/split-request.js';
import { ReceivedTracesError, type ReceivingLimits } from './port.js';
import type { TraceStatements } from './trace-statements.js';

type Keep = (parts: readonly TracePart[], encoding: EncodingName, at: number) => number;

/** Writes parts within the limits, each request whole or not at all; gives the number of spans that a trace had no room for. */
export function traceKeeper(database: Database, statements: TraceStatements, limits: ReceivingLimits): Keep {
  let held = statements.totalBytes.get()?.bytes ?? 0;
  const makeRoom = database.transaction((bytes: number): void => {
    while (held + bytes > limits.bytes) {
      const removed = statements.removeOldest.all();
      if (removed.length === 0) throw full(limits.bytes);
      held -= sumOf(removed.map((row) => row.bytes));
    }
  });
  const write = database.transaction((parts: readonly TracePart[], encoding: EncodingName, at: number): void => {
    for (const { traceId, body, spans, hasRoot } of parts) {
      statements.extend.run({ traceId, at, spans, bytes: body.length, hasRoot: hasRoot ? 1 : 0 });
      statements.addPart.run(traceId, encoding, body);
    }
  });
  return (parts, encoding, at) => {
    const fitting = parts.filter(
      ({ traceId, spans }) => (statements.spansOf.get(traceId)?.spans ?? 0) + spans <= limits.spans,
    );
    const bytes = sumOf(fitting.map(({ body }) => body.length));
    makeRoom.immediate(bytes);
    write.immediate(fitting, encoding, at);
    held += bytes;
    return sumOf(parts.map(({ spans }) => spans)) - sumOf(fitting.map(({ spans }) => spans));
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const full = (bytes: number): ReceivedTracesError =>
  new ReceivedTracesError(
    'traces_full',
    `more than ${bytes} bytes of traces are still being collected: raise PARLEY_TRACES_BYTES, or send less`,
  );

import type { Database } from 'better-sqlite3';
import { admissionOf, bytesOf, type Kept, type KnownTraces, type ReceivingLimits, type TracePart } from '#trajectory';
import type { TraceStatements } from './trace-statements.js';

type Keep = (parts: readonly TracePart[], at: number) => Kept;

/** Writes parts within the limits, those of a request all or none. */
export function traceKeeper(database: Database, statements: TraceStatements, limits: ReceivingLimits): Keep {
  let held = statements.totalBytes.get()?.bytes ?? 0;
  const known: KnownTraces = {
    spansOf: (traceId) => statements.spansOf.get(traceId)?.spans ?? 0,
    has: ({ traceId, hash }) => statements.hasPart.get(traceId, hash) !== undefined,
  };
  const makeRoom = database.transaction((bytes: number): boolean => {
    while (held + bytes > limits.bytes) {
      const removed = statements.removeOldest.all();
      if (removed.length === 0) return false;
      held -= removed.reduce((sum, row) => sum + row.bytes, 0);
    }
    return true;
  });
  const write = database.transaction((parts: readonly TracePart[], at: number): void => {
    for (const { traceId, encoding, body, spans, hasRoot, hash } of parts) {
      statements.extend.run({ traceId, at, spans, bytes: body.length, hasRoot: hasRoot ? 1 : 0 });
      statements.addPart.run(traceId, encoding, body, hash);
    }
  });
  return (parts, at) => {
    const { fresh, tooMany } = admissionOf(parts, known, limits.spans);
    const bytes = bytesOf(fresh);
    if (!makeRoom.immediate(bytes)) return { outcome: 'full' };
    write.immediate(fresh, at);
    held += bytes;
    return { outcome: 'kept', tooMany };
  };
}

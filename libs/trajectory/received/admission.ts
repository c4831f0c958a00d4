import type { TracePart } from './received-traces.js';

/** What is there already. */
export interface KnownTraces {
  spansOf(traceId: string): number;
  has(part: TracePart): boolean;
}

/** Which parts are to be kept, and how many spans of the others there is no room for in their traces. */
export interface Admission {
  readonly fresh: readonly TracePart[];
  readonly tooMany: number;
}

/** In order; `most`: spans that a trace may have. */
export function admissionOf(parts: readonly TracePart[], known: KnownTraces, most: number): Admission {
  const spans = new Map<string, number>();
  const seen = new Set<string>();
  const fresh: TracePart[] = [];
  let tooMany = 0;
  for (const part of parts) {
    const key = `${part.traceId} ${part.hash}`;
    if (seen.has(key) || known.has(part)) continue;
    const together = (spans.get(part.traceId) ?? known.spansOf(part.traceId)) + part.spans;
    if (together > most) {
      tooMany += part.spans;
      continue;
    }
    spans.set(part.traceId, together);
    seen.add(key);
    fresh.push(part);
  }
  return { fresh, tooMany };
}

export const bytesOf = (parts: readonly TracePart[]): number => parts.reduce((sum, { body }) => sum + body.length, 0);

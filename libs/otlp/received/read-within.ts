import type { Telemetry } from '#trajectory';
import { valuesIn } from '../wire/values-in.js';
import type { KeptTraces } from './kept-within.js';
import { telemetryIn } from './telemetry-in.js';

/** A value takes some hundred bytes. */
const MOST_VALUES = 4_000_000;

export interface ReadTraces {
  readonly telemetry: readonly Telemetry[];
  /** Those for which there was no room. */
  readonly left: readonly string[];
}

/** Reads traces as far as there is room for all of each, the first of them first. */
export function readWithin({ kept, left: unkept }: KeptTraces): ReadTraces {
  let values = MOST_VALUES;
  const telemetry: Telemetry[] = [];
  const left = [...unkept];
  for (const { traceId, bodies } of kept) {
    const held = bodies.reduce((sum, body) => sum + valuesIn(body), 0);
    if (held > values) left.push(traceId);
    else {
      telemetry.push(...telemetryIn(bodies));
      values -= held;
    }
  }
  return { telemetry, left };
}

import type { ReceivedTraces, Telemetry } from '#trajectory';
import { valuesIn } from '../wire/values-in.js';
import { telemetryIn } from './telemetry-in.js';

/** What a process can hold of traces that it reads at once; a value takes some hundred bytes. */
const MOST_READ = { bytes: 268_435_456, values: 4_000_000 } as const;

export interface ReadTraces {
  readonly telemetry: readonly Telemetry[];
  /** Those for which there was no room. */
  readonly left: readonly string[];
}

/** Reads traces as far as there is room for all of each, the first of them first. */
export async function readWithin(
  traces: Pick<ReceivedTraces, 'trace' | 'bodies'>,
  traceIds: readonly string[],
): Promise<ReadTraces> {
  let { bytes, values } = MOST_READ as { bytes: number; values: number };
  const telemetry: Telemetry[] = [];
  const left: string[] = [];
  for (const traceId of traceIds) {
    const size = (await traces.trace(traceId))?.bytes ?? 0;
    const bodies = size > bytes ? [] : await traces.bodies([traceId]);
    const held = bodies.reduce((sum, body) => sum + valuesIn(body), 0);
    if (size > bytes || held > values) left.push(traceId);
    else {
      telemetry.push(...telemetryIn(bodies));
      bytes -= size;
      values -= held;
    }
  }
  return { telemetry, left };
}

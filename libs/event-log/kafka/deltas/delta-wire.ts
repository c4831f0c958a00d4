import { TurnDeltaSchema, type RunId, type TurnDelta } from '#events';
import type { WireOutput, WireRecord } from '../driver.js';
import { kafkaPartition } from '../murmur2.js';

/** Names the process that a delta comes from, which has told its own listeners already. */
const ORIGIN = 'parley_origin';

export interface DeltaAddress {
  readonly topic: string;
  readonly partitions: number;
  readonly origin: string;
}

export const deltaWire = (runId: RunId, delta: TurnDelta, { topic, partitions, origin }: DeltaAddress): WireOutput => ({
  topic,
  partition: kafkaPartition(runId, partitions),
  key: runId,
  headers: { 'content-type': 'application/json', [ORIGIN]: origin },
  value: JSON.stringify(delta),
});

/** Undefined for one of `origin`, and for what is no delta. */
export function deltaOf({ headers, value }: WireRecord, origin: string): TurnDelta | undefined {
  if (headers[ORIGIN] === origin) return undefined;
  try {
    return TurnDeltaSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

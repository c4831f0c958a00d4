import { decodeData, encodeData, type RunEvent } from '#events';
import type { EventRow } from '../database.js';

export function rowOf(event: RunEvent): EventRow {
  const { runId, sequence, type, time, data: _data, ...envelope } = event;
  return { runId, sequence, type, time, envelope: JSON.stringify(envelope), data: encodeData(event) };
}

/**
 * Undoes `rowOf`.
 * @throws DecodeError for data that is not what the type's schema wants
 */
export function eventOf({ runId, sequence, type, time, envelope, data }: EventRow): RunEvent {
  const rest = JSON.parse(envelope) as object;
  return { ...rest, runId, sequence, type, time, data: decodeData(type, data) } as RunEvent;
}

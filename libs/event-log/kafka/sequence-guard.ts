import { LRUCache } from 'lru-cache';
import type { RunId } from '#events';
import { isUnreadable, type Offset, type ReceivedRecord } from '../port.js';
import type { WireRecord } from './driver.js';

/** Runs remembered at most, the latest. */
const RUNS = 20_000;

/** Events of a run that do not follow each other: something has written past the owner of the partition. */
export interface SequenceTrouble {
  readonly runId: RunId;
  readonly offset: Offset;
  readonly expected: number;
  readonly found: number;
}

export const sequenceError = ({ runId, offset, expected, found }: SequenceTrouble): Error =>
  new Error(
    `run ${runId} has sequence ${found} where ${expected} belongs, at offset ${offset} of run-events: ` +
      'something has written past the owner of the partition; look for a second writer of the topic',
  );

/**
 * The second line of defence behind the fencing of producers: events come in sequence within their runs. One that has
 * come before is left out; all behind a gap are handed on as unreadable. Both are reported.
 */
export class SequenceGuard {
  readonly #latest = new LRUCache<RunId, number>({ max: RUNS });

  constructor(private readonly report: (trouble: SequenceTrouble) => void) {}

  admit(record: ReceivedRecord, { key, headers, value }: WireRecord): ReceivedRecord | undefined {
    if (record.topic !== 'run-events' || isUnreadable(record)) return record;
    const { runId, sequence } = record.message;
    const expected = (this.#latest.get(runId) ?? sequence - 1) + 1;
    if (sequence === expected) {
      this.#latest.set(runId, sequence);
      return record;
    }
    const { topic, partition, offset, time } = record;
    this.report({ runId, offset, expected, found: sequence });
    if (sequence < expected) return undefined;
    const detail = `sequence ${sequence} of run ${runId} follows ${expected - 1}: events are missing`;
    return { topic, partition, offset, time, key, unreadable: { detail, headers, value } };
  }
}

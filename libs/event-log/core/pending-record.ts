import { encodeData, type Partition } from '#events';
import { LogError } from '../errors.js';
import type { Offset, OutgoingRecord, ReceivedRecord, UnreadableRecord } from '../port.js';

/** What a foreign writer left; it is kept and handed on as it is. */
export type ForeignRecord = Pick<UnreadableRecord, 'topic' | 'key' | 'unreadable'>;
export type PendingRecord = OutgoingRecord | ForeignRecord;

const isForeign = (record: PendingRecord): record is ForeignRecord => 'unreadable' in record;

export function keyOf(record: PendingRecord): string {
  if (isForeign(record)) return record.key;
  return record.topic === 'run-dead-letters' ? record.deadLetter.runId : record.message.runId;
}

/** `values[i]` is what is stored of `records[i]`. */
export interface EncodedRecords {
  readonly records: readonly PendingRecord[];
  readonly values: readonly string[];
}
/** @throws LogError `record_too_large` */
export const encoded = (records: readonly PendingRecord[]): EncodedRecords => ({
  records,
  values: records.map(valueOf),
});

/**
 * What is stored as the record's value.
 * @throws LogError `record_too_large`
 */
export function valueOf(record: PendingRecord): string {
  if (isForeign(record)) return JSON.stringify(record.unreadable);
  if (record.topic === 'run-dead-letters') return JSON.stringify(record.deadLetter);
  try {
    return encodeData(record.message);
  } catch (error) {
    throw new LogError('record_too_large', String(error), { cause: error });
  }
}

/** The record in its place. */
export function placed(record: PendingRecord, partition: Partition, offset: Offset, time: number): ReceivedRecord {
  if (isForeign(record)) {
    return { topic: record.topic, partition, offset, time, key: record.key, unreadable: record.unreadable };
  }
  switch (record.topic) {
    case 'run-commands':
      return { topic: record.topic, partition, offset, time, message: record.message };
    case 'run-events':
      return { topic: record.topic, partition, offset, time, message: record.message };
    case 'diagnoses':
      return { topic: record.topic, partition, offset, time, message: record.message };
    case 'run-dead-letters':
      return { topic: record.topic, partition, offset, time, deadLetter: record.deadLetter };
  }
}

import { decode, headersOf, isEvent, type Partition } from '#events';
import { keyOf, type EncodedRecords, type PendingRecord } from '../core/pending-record.js';
import type { ReceivedRecord, Topic } from '../port.js';
import { deadLetterHeaders, deadLetterOf } from './dead-letter-headers.js';
import type { NameOfTopic, WireOutput, WireRecord } from './driver.js';
import { kafkaPartition } from './murmur2.js';

/** Where records go. */
export interface Addressing {
  readonly nameOf: NameOfTopic;
  readonly partitions: number;
}

/** Everything that was handed in, addressed. */
export const wiresOf = ({ records, values }: EncodedRecords, addressing: Addressing): readonly WireOutput[] =>
  records.map((record, i) => wireOf(record, values[i] ?? '', addressing));

function wireOf(record: PendingRecord, value: string, { nameOf, partitions }: Addressing): WireOutput {
  const key = keyOf(record);
  const address = { topic: nameOf(record.topic), partition: kafkaPartition(key, partitions), key };
  if ('unreadable' in record) {
    return { ...address, headers: record.unreadable.headers, value: record.unreadable.value };
  }
  if (record.topic !== 'run-dead-letters') return { ...address, headers: headersOf(record.message), value };
  return { ...address, headers: deadLetterHeaders(record.deadLetter), value: record.deadLetter.value };
}

/** The record that the bytes are; unreadable when they are none of ours. */
export function receivedOf(topic: Topic, partition: Partition, wire: WireRecord): ReceivedRecord {
  const { offset, time, key, headers, value } = wire;
  const received = { partition, offset, time };
  if (topic === 'run-dead-letters') return { topic, ...received, deadLetter: deadLetterOf(key, headers, value) };
  try {
    return { ...received, ...messageOf(topic, wire) };
  } catch (error) {
    return { topic, ...received, key, unreadable: { detail: String(error), headers, value } };
  }
}

function messageOf(topic: 'run-commands' | 'run-events', { key, headers, value }: WireRecord) {
  const message = decode({ headers, value });
  if (message.runId !== key) throw new TypeError(`key: is ${key}, but ce_subject is ${message.runId}`);
  if (isEvent(message)) {
    if (topic === 'run-events') return { topic, message };
  } else if (topic === 'run-commands') return { topic, message };
  throw new TypeError(`ce_type: a ${message.type} does not belong into ${topic}`);
}

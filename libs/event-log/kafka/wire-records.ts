import {
  decode,
  headersOf,
  isDiagnosisType,
  isEventType,
  type MessageType,
  type Partition,
  type RunMessage,
} from '#events';
import { keyOf, type EncodedRecords, type PendingRecord } from '../core/pending-record.js';
import type { ReceivedRecord, Topic, UnreadableRecord } from '../port.js';
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
  if (record.topic !== 'run-dead-letters') return { ...address, headers: hopHeadersOf(record.message), value };
  return { ...address, headers: deadLetterHeaders(record.deadLetter), value: record.deadLetter.value };
}

/** The trace context of the run's origin, also where publishing had a span: a record is the same whenever it is sent. */
function hopHeadersOf(message: RunMessage): Readonly<Record<string, string>> {
  const headers = headersOf(message);
  return message.traceparent === undefined ? headers : { ...headers, traceparent: message.traceparent };
}

/** The record that the bytes are; unreadable when they are none of ours. */
export function receivedOf(topic: Topic, partition: Partition, wire: WireRecord): ReceivedRecord {
  const { offset, time, key, headers, value } = wire;
  const received = { partition, offset, time };
  if (topic === 'run-dead-letters') return { topic, ...received, deadLetter: deadLetterOf(key, headers, value) };
  try {
    return { topic, ...received, message: messageOf(topic, wire) } as ReceivedRecord;
  } catch (error) {
    return { topic, ...received, key, unreadable: { detail: String(error), headers, value } };
  }
}

function messageOf(topic: UnreadableRecord['topic'], { key, headers, value }: WireRecord) {
  const message = decode({ headers, value });
  if (message.runId !== key) throw new TypeError(`key: is ${key}, but ce_subject is ${message.runId}`);
  if (topicOf(message.type) === topic) return message;
  throw new TypeError(`ce_type: a ${message.type} does not belong into ${topic}`);
}

function topicOf(type: MessageType): Topic {
  if (isEventType(type)) return 'run-events';
  return isDiagnosisType(type) ? 'diagnoses' : 'run-commands';
}

import {
  decodeData,
  encode,
  isCommandType,
  isDiagnosisType,
  isEventType,
  type Partition,
  type RunMessage,
} from '#events';
import { isUnreadable, type DeadLetter, type Offset, type ReceivedRecord, type UnreadableRecord } from '../port.js';

/**
 * A record in a batch is two lines: a JSON array, and the value as JSON. The array begins with key, partition and
 * offset. A message goes on with type, sequence or id, time, tenant, source, causationId, correlationId, actor and
 * traceparent, 0 standing for what is absent; a dead letter with nothing; what a foreign writer left with 0.
 */
type Header = readonly [string, Partition, Offset, ...Rest[]];
type Rest = string | number;

export function headerOf(record: ReceivedRecord): string {
  const { partition, offset } = record;
  if (isUnreadable(record)) return JSON.stringify([record.key, partition, offset, 0]);
  if (record.topic === 'run-dead-letters') return JSON.stringify([record.deadLetter.runId, partition, offset]);
  const { message } = record;
  const event = record.topic === 'run-events' ? record.message : undefined;
  return JSON.stringify([
    message.runId,
    partition,
    offset,
    message.type,
    'sequence' in message ? message.sequence : message.id,
    message.time,
    message.tenant,
    message.source,
    message.causationId ?? 0,
    event?.correlationId ?? 0,
    message.actor ?? 0,
    message.traceparent ?? 0,
  ]);
}

/** The key of a header line, without parsing the rest. */
export function keyOfHeader(line: string): string {
  const key = line.slice(2, line.indexOf('"', 2));
  return key.includes('\\') ? parseHeader(line)[0] : key;
}

/** The checksum has vouched for the line. */
export const parseHeader = (line: string): Header => JSON.parse(line) as Header;

interface Place {
  readonly topic: ReceivedRecord['topic'];
  readonly time: number;
}

/** The record that two lines are; unreadable when the value is not what the type's schema wants. */
export function recordOf({ topic, time }: Place, header: Header, value: string): ReceivedRecord {
  const [key, partition, offset, type] = header;
  const received = { partition, offset, time };
  if (topic === 'run-dead-letters') return { topic, ...received, deadLetter: JSON.parse(value) as DeadLetter };
  if (typeof type !== 'string') {
    const unreadable = JSON.parse(value) as UnreadableRecord['unreadable'];
    return { topic, ...received, key, unreadable };
  }
  const envelope = envelopeOf(header);
  try {
    const data = dataOf(topic, type, value);
    return { topic, ...received, message: { ...envelope, data } } as ReceivedRecord;
  } catch (error) {
    const { headers } = encode({ ...envelope, data: null } as unknown as RunMessage);
    return { topic, ...received, key, unreadable: { detail: String(error), headers, value } };
  }
}

function dataOf(topic: UnreadableRecord['topic'], type: string, value: string): unknown {
  if (topic === 'run-events' && isEventType(type)) return decodeData(type, value);
  if (topic === 'run-commands' && isCommandType(type)) return decodeData(type, value);
  if (topic === 'diagnoses' && isDiagnosisType(type)) return decodeData(type, value);
  throw new TypeError(`unknown type ${type} in ${topic}`);
}

function envelopeOf(header: Header) {
  const [runId, , , type, identity, time, tenant, source, causationId, correlationId, actor, traceparent] = header;
  return {
    type,
    runId,
    tenant,
    source,
    time,
    ...present('actor', actor),
    ...present('traceparent', traceparent),
    ...(typeof identity === 'number' ? { sequence: identity } : { id: identity }),
    ...present('causationId', causationId),
    ...present('correlationId', correlationId),
  };
}

const present = (key: string, value: Rest | undefined): Record<string, Rest> =>
  value === undefined || value === 0 ? {} : { [key]: value };

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import protobuf from 'protobufjs';
import { inOrder, seenSpans, type SeenSpan } from './seen-spans.js';

const TOPIC = 'otlp_spans';
const PROTO = path.join(import.meta.dirname, 'otlp-trace.proto');
const HEX = new Set(['traceId', 'spanId', 'parentSpanId']);

export interface TopicMessage {
  readonly partition: number;
  readonly key: string;
  readonly spans: readonly SeenSpan[];
}

/** Everything that is in the topic now. */
export async function readSpansTopic(brokers: string): Promise<readonly TopicMessage[]> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const decode = await decoder();
  const messages = await messagesOf(kafka);
  return messages.map(({ partition, message: { key, value } }) => ({
    partition,
    key: key?.toString() ?? '',
    spans: seenSpans(decode(value ?? Buffer.alloc(0))),
  }));
}

export const spansOfTrace = (messages: readonly TopicMessage[], traceId: string): readonly SeenSpan[] =>
  inOrder(messages.filter(({ key }) => key === traceId).flatMap(({ spans }) => spans));

interface Placed {
  readonly partition: number;
  readonly message: KafkaMessage;
}

async function messagesOf(kafka: Kafka): Promise<readonly Placed[]> {
  const missing = await endsOf(kafka);
  const messages: Placed[] = [];
  if (missing.size === 0) return messages;
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  const { promise: complete, resolve } = Promise.withResolvers<undefined>();
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ partition, message }) => {
      messages.push({ partition, message });
      if (BigInt(message.offset) + 1n >= (missing.get(partition) ?? 0n)) missing.delete(partition);
      if (missing.size === 0) resolve(undefined);
      return Promise.resolve(undefined);
    },
  });
  await complete;
  await consumer.disconnect();
  return messages;
}

/** The end of every partition that holds anything. */
async function endsOf(kafka: Kafka): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(TOPIC);
    return new Map(offsets.flatMap(({ partition, high }) => (high === '0' ? [] : [[partition, BigInt(high)]])));
  } finally {
    await admin.disconnect();
  }
}

/** The bytes of a message as OTLP's JSON has them. */
async function decoder(): Promise<(bytes: Uint8Array) => object> {
  const type = (await protobuf.load(PROTO)).lookupType('otlp.Traces');
  const shape = { longs: String, arrays: false, defaults: false } as const;
  return (bytes) => JSON.parse(JSON.stringify(type.toObject(type.decode(bytes), shape), hexIds)) as object;
}

/** Buffers have been made arrays of bytes by their own `toJSON`. */
function hexIds(this: unknown, name: string, value: unknown): unknown {
  const isId = HEX.has(name) && typeof value === 'object' && value !== null && 'data' in value;
  return isId ? Buffer.from(value.data as number[]).toString('hex') : value;
}

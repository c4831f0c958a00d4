import kafkajs, { type Message, type ProducerBatch, type RecordMetadata } from 'kafkajs';
import type { WireOutput, WrittenEnd } from '../driver.js';
import { requestsOf, type ProduceRequest } from '../requests.js';
import { writtenEndsOf } from '../written-ends.js';

/** A producer or a transaction. */
interface Sender {
  sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]>;
}

export async function sendAll(sender: Sender, outputs: readonly WireOutput[]): Promise<readonly WrittenEnd[]> {
  const written: WrittenEnd[] = [];
  for (const request of requestsOf(outputs)) {
    const placed = await sender.sendBatch(batchOf(request));
    const bases = placed.map(({ topicName, partition, baseOffset }) => ({
      topic: topicName,
      partition,
      offset: Number(baseOffset ?? 0),
    }));
    written.push(...writtenEndsOf(request.outputs, bases));
  }
  return written;
}

/** One request's records as kafkajs takes them. */
function batchOf({ outputs, compressed }: ProduceRequest): ProducerBatch {
  const topics = new Map<string, Message[]>();
  for (const { topic, partition, key, headers, value } of outputs) {
    let messages = topics.get(topic);
    if (messages === undefined) topics.set(topic, (messages = []));
    messages.push({ key, partition, headers, value });
  }
  return {
    acks: -1,
    compression: compressed ? kafkajs.CompressionTypes.ZSTD : kafkajs.CompressionTypes.None,
    topicMessages: [...topics].map(([topic, messages]) => ({ topic, messages })),
  };
}

import type { Kafka } from 'kafkajs';
import type { WirePublisher } from '../driver.js';
import { sendAll } from './batch.js';

/** Idempotent: without it a send that has failed in part is repeated whole. */
export async function openPublisher(kafka: Kafka): Promise<WirePublisher> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  return {
    publish: (outputs) => sendAll(producer, outputs),
    close: () => producer.disconnect().catch(() => undefined),
  };
}

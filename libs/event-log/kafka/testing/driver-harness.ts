import { randomUUID } from 'node:crypto';
import type { Offset } from '../../port.js';
import type { Claim, KafkaDriver, WireOutput, WireRecord } from '../driver.js';
import { kafkaDriver } from '../kafka-driver.js';
import type { KafkaDriverName } from '../settings.js';
import { ensureTopics } from '../topics/topics.js';

const PLAIN = { 'message.timestamp.type': 'LogAppendTime' };

/** A driver with topics and claims of its own on running brokers. */
export interface DriverHarness {
  readonly driver: KafkaDriver;
  newTopic(partitions?: number): Promise<string>;
  newClaim(topic: string): Claim;
  /** Everything that can be read of a partition now. */
  recordsOf(topic: string, partition?: number): Promise<readonly WireRecord[]>;
}

export async function driverHarness(name: KafkaDriverName, brokers: string): Promise<DriverHarness> {
  const options = { brokers: brokers.split(','), clientId: 'parley-test', sessionTimeoutMs: 6_000 };
  const driver = await kafkaDriver(name, options);
  return {
    driver,
    newTopic: async (partitions = 1) => {
      const topic = `t${randomUUID()}`;
      await ensureTopics(driver, [{ name: topic, partitions, replicas: 1, config: PLAIN }]);
      return topic;
    },
    newClaim: (topic) => ({
      transactionalId: `x${randomUUID()}`,
      group: `g${randomUUID()}`,
      topic,
      partition: 0,
      writes: [topic],
    }),
    recordsOf: async (topic, partition = 0) =>
      readTo(driver, { topic, partition, end: (await driver.ends(topic))[partition] ?? 0 }),
  };
}

async function readTo(
  driver: KafkaDriver,
  { topic, partition, end }: { readonly topic: string; readonly partition: number; readonly end: Offset },
): Promise<readonly WireRecord[]> {
  const read: WireRecord[] = [];
  if (end === 0) return read;
  const done = Promise.withResolvers<undefined>();
  const stream = await driver.stream(topic, {
    failed: done.reject,
    records: (_partition, records, next) => {
      read.push(...records);
      if (next >= end) done.resolve(undefined);
    },
  });
  stream.start(partition, 0);
  await done.promise.finally(() => stream.close());
  return read;
}

/** A record whose key, header and value are this text. */
export const outputOf = (topic: string, text: string, partition = 0): WireOutput => ({
  topic,
  partition,
  key: text,
  headers: { text },
  value: text,
});

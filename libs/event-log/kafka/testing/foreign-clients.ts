import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Producer } from '@platformatic/kafka';
import kafkajs from 'kafkajs';
import { kafkaOf } from '../kafkajs/client.js';
import type { KafkaDriverName } from '../settings.js';

type Codec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** Who writes to partition 0 of a topic in ways of its own. */
export interface ForeignClient {
  send(topic: string, texts: readonly string[], codec: Codec): Promise<void>;
  /** A record with neither key nor value. */
  sendEmpty(topic: string): Promise<void>;
}

export function foreignClient(name: KafkaDriverName, brokers: string): ForeignClient {
  switch (name) {
    case 'kafkajs':
      return byKafkajs(brokers);
    case 'platformatic':
      return byPlatformatic(brokers);
  }
}

const TYPES = {
  none: kafkajs.CompressionTypes.None,
  gzip: kafkajs.CompressionTypes.GZIP,
  snappy: kafkajs.CompressionTypes.Snappy,
  lz4: kafkajs.CompressionTypes.LZ4,
  zstd: kafkajs.CompressionTypes.ZSTD,
};

function byKafkajs(brokers: string): ForeignClient {
  const send = async (topic: string, values: readonly (string | null)[], codec: Codec): Promise<void> => {
    const producer = rawKafka(brokers).producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const messages = values.map((value) => ({ value, partition: 0 }));
    await producer.send({ topic, messages, compression: TYPES[codec] });
    await producer.disconnect();
  };
  return { send, sendEmpty: (topic) => send(topic, [null], 'none') };
}

function byPlatformatic(brokers: string): ForeignClient {
  const send = async (topic: string, values: readonly { readonly value?: Buffer }[], compression: Codec) => {
    const producer = new Producer({ clientId: 'foreign', bootstrapBrokers: brokers.split(','), idempotent: true });
    await producer.send({ messages: values.map((value) => ({ topic, partition: 0, ...value })), compression });
    await producer.close(true);
  };
  return {
    send: async (topic, texts, codec) => {
      const values = texts.map((text) => ({ value: Buffer.from(text) }));
      await send(topic, values, codec);
    },
    sendEmpty: (topic) => send(topic, [{}], 'none'),
  };
}

const rawKafka = (brokers: string) => kafkaOf({ brokers: brokers.split(','), clientId: 'foreign' });

export interface ForeignTransaction {
  send(topic: string, value: string): Promise<void>;
  /** Ends the transaction and its producer. */
  end(how: 'commit' | 'abort'): Promise<void>;
}

/** A transaction of a producer of its own. */
export async function foreignTransaction(brokers: string): Promise<ForeignTransaction> {
  const transactionalId = `f${randomUUID()}`;
  const producer = rawKafka(brokers).producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const transaction = await producer.transaction();
  return {
    send: async (topic, value) => {
      await transaction.send({ topic, messages: [{ value, partition: 0 }] });
    },
    end: async (how) => {
      await transaction[how]();
      await producer.disconnect();
    },
  };
}

/** Of one producer: a transaction with a record, aborted; one with this value, committed; one without a record, aborted. */
export async function foreignAborts(brokers: string, topic: string, value: string): Promise<void> {
  const producer = new Producer({
    clientId: 'foreign',
    bootstrapBrokers: brokers.split(','),
    transactionalId: `f${randomUUID()}`,
    idempotent: true,
    retries: 20,
  });
  const message = (text: string) => ({ topic, partition: 0, value: Buffer.from(text) });
  const aborted = await producer.beginTransaction();
  await aborted.send({ messages: [message('aborted')] });
  await aborted.abort();
  const committed = await producer.beginTransaction();
  await committed.send({ messages: [message(value)] });
  await committed.commit();
  const empty = await producer.beginTransaction();
  await empty.addPartitions(await producer.metadata({ topics: [topic] }), [message('never sent')]);
  await empty.abort();
  await producer.close();
}

/** Deletes whatever is in partition 0, as retention does. */
export async function deleteRecords(brokers: string, topic: string): Promise<void> {
  const admin = rawKafka(brokers).admin();
  await admin.connect();
  // Else the client does not know who leads it.
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '-1' }] });
  await admin.disconnect();
}

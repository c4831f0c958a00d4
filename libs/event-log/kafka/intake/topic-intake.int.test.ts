import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../../../../test/servers/eventually.js';
import type { Holding, Subscription } from '../../port.js';
import { gate, until } from '../../testing/until.js';
import { kafkaDriver } from '../kafka-driver.js';
import { kafkaOf } from '../kafkajs/client.js';
import { KAFKA_DRIVERS, type KafkaDriverName, type KafkaSettings } from '../settings.js';
import { describeOnKafka } from '../testing/describe-on-kafka.js';
import { ensureTopics } from '../topics/topics.js';
import type { IntakeRecord, TakeIn } from './intake-record.js';
import { openTopicIntake } from './open-topic-intake.js';

jest.setTimeout(180_000);

const PARTITIONS = 2;
const MiB = 1_048_576;
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

interface Sent {
  readonly partition: number;
  readonly value: Buffer;
}
const textsOf = (records: readonly IntakeRecord[]) => records.map(({ bytes }) => Buffer.from(bytes).toString());
const texts = (partition: number, from: number, to: number): readonly Sent[] =>
  range(to - from).map((n) => ({ partition, value: Buffer.from(`${partition}.${from + n}`) }));

describeOnKafka('what others write to a topic', (cluster) => {
  const opened: Subscription[] = [];
  const troubles: string[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((intake) => intake.close()));
    troubles.length = 0;
  });

  async function installation(driver: KafkaDriverName) {
    const topic = `t${randomUUID()}`;
    const topics = { prefix: `p${randomUUID()}.`, partitions: PARTITIONS, replicas: 1, eventRetentionMs: 1e9 };
    const brokers = cluster().addresses.split(',');
    const settings: KafkaSettings = { driver, brokers, clientId: 'parley-test', sessionTimeoutMs: 6_000, topics };
    const admin = await kafkaDriver(driver, settings);
    const config = { 'max.message.bytes': String(20 * MiB), 'message.timestamp.type': 'CreateTime' };
    await ensureTopics(admin, [{ name: topic, partitions: PARTITIONS, replicas: 1, config }]);
    await admin.close();
    const open = async (takeIn: TakeIn): Promise<Subscription> => {
      const intake = await openTopicIntake({
        settings,
        topic,
        group: 'g',
        takeIn,
        retryMs: 50,
        graceMs: 5_000,
        onTrouble: ({ error }) => troubles.push(String(error)),
      });
      opened.push(intake);
      return intake;
    };
    return { settings, topic, open, send: (all: readonly Sent[]) => send(topic, all) };
  }

  async function send(topic: string, messages: readonly Sent[]): Promise<void> {
    const producer = kafkaOf({ brokers: cluster().addresses.split(','), clientId: 'foreign' }).producer();
    await producer.connect();
    for (const message of messages) await producer.send({ topic, messages: [message] });
    await producer.disconnect();
  }

  describe.each(KAFKA_DRIVERS)('by %s', (name) => {
    it('is handed on as it is, once, in order, also what was written meanwhile', async () => {
      const { open, send: write } = await installation(name);
      const binary = Buffer.from([0x0a, 0xff, 0xfe, 0x00, 0x80]);
      await write([{ partition: 0, value: binary }, ...texts(1, 0, 3)]);
      const seen: IntakeRecord[] = [];
      const takeIn: TakeIn = (records) => {
        seen.push(...records);
        return Promise.resolve();
      };
      const first = await open(takeIn);
      await until(() => seen.length === 4);
      expect(Buffer.from(seen.find(({ partition }) => partition === 0)!.bytes)).toEqual(binary);
      await first.close();
      await write(texts(1, 3, 6));
      const second = await open(takeIn);
      await until(() => seen.length === 7);
      expect(textsOf(seen.filter(({ partition }) => partition === 1))).toEqual(range(6).map((n) => `1.${n}`));
      const doneWith = (holding: Holding) => holding.settled && holding.position === holding.end;
      const holdings = await eventually(
        () => second.holdings(),
        (all) => all.every(doneWith),
      );
      expect(holdings).toMatchObject([{ position: 1 }, { position: 6 }]);
    });

    it('is handed on again when it was not taken in, while other partitions go on', async () => {
      const { open, send: write } = await installation(name);
      await write([...texts(0, 0, 2), ...texts(1, 0, 2)]);
      const tries: string[][] = [];
      const seen: string[] = [];
      await open((records) => {
        const [first] = records;
        if (first?.partition === 0 && tries.push([...textsOf(records)]) <= 3)
          return Promise.reject(new Error('no room'));
        seen.push(...textsOf(records));
        return Promise.resolve();
      });
      await until(() => seen.length === 4);
      expect(seen.slice(0, 2)).toEqual(['1.0', '1.1']);
      expect(new Set(tries.map(([first]) => first))).toEqual(new Set(['0.0']));
      expect(troubles).toContain('Error: no room');
    });

    it('goes to others when a member ends or dies, and none of it is lost', async () => {
      const { open, send: write } = await installation(name);
      const seen = new Set<string>();
      const stuck = gate();
      stuck.promise.catch(() => undefined);
      const takeIn: TakeIn = (records) => {
        for (const text of textsOf(records)) seen.add(text);
        return Promise.resolve();
      };
      const dying = await open((records) => (records.length > 0 ? stuck.promise : Promise.resolve()));
      await write([...texts(0, 0, 5), ...texts(1, 0, 5)]);
      await open(takeIn);
      dying.drop();
      stuck.fail(new Error('died'));
      await until(() => seen.size === 10);
      const third = await open(takeIn);
      await opened[1]!.close();
      await write([...texts(0, 5, 8), ...texts(1, 5, 8)]);
      await until(() => seen.size === 16);
      expect((await third.holdings()).map(({ partition }) => partition)).toEqual([0, 1]);
    });

    it('may be larger than a fetch, and more than is held in memory', async () => {
      const { open, send: write } = await installation(name);
      const large = range(3).map((n) => ({ partition: 0, value: Buffer.alloc(9 * MiB, n) }));
      await write(large);
      const seen: string[] = [];
      await open(async (records) => {
        await new Promise(setImmediate);
        for (const { bytes } of records) seen.push(`${bytes.length} ${bytes[0]}`);
      });
      await until(() => seen.length === 3);
      expect(seen).toEqual(range(3).map((n) => `${9 * MiB} ${n}`));
      expect(troubles).toEqual([]);
    });

    it('is asked for by a topic that exists', async () => {
      const { settings } = await installation(name);
      const intake = openTopicIntake({
        settings,
        topic: 'nowhere',
        group: 'g',
        takeIn: () => Promise.resolve(),
        onTrouble: () => undefined,
      });
      await expect(intake).rejects.toMatchObject({
        code: 'topics_unfit',
        message: expect.stringContaining('topic nowhere does not exist') as unknown,
      });
    });
  });
});

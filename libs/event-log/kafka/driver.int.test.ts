import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Claim, Transactor } from './driver.js';
import { KAFKA_DRIVERS } from './settings.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { driverHarness, outputOf, type DriverHarness } from './testing/driver-harness.js';
import {
  deleteRecords,
  foreignAborts,
  foreignClient,
  foreignTransaction,
  type ForeignClient,
} from './testing/foreign-clients.js';

jest.setTimeout(180_000);

/** A connection whose timers run away sets thousands in it. */
const WINDOW_MS = 1_000;
const FOREIGN = { kafkajs: 'platformatic', platformatic: 'kafkajs' } as const;
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describeOnKafka('a client of Kafka', (cluster) => {
  describe.each(KAFKA_DRIVERS)('%s', (name) => {
    let harness: DriverHarness;
    let foreign: ForeignClient;
    beforeAll(async () => {
      harness = await driverHarness(name, cluster().addresses);
      foreign = foreignClient(FOREIGN[name], cluster().addresses);
    });
    afterAll(() => harness.driver.close());

    const valuesOf = async (topic: string, partition = 0) =>
      (await harness.recordsOf(topic, partition)).map(({ value }) => value);
    /** Closes them whatever becomes of the test. */
    async function withTransactors(claim: Claim, count: number, work: (all: readonly Transactor[]) => Promise<void>) {
      const opened: Transactor[] = [];
      try {
        for (let i = 0; i < count; i++) opened.push(await harness.driver.transactor(claim));
        await work(opened);
      } finally {
        await Promise.all(opened.map((transactor) => transactor.close()));
      }
    }

    /** Where its next owner begins. */
    async function positionOf(claim: Claim): Promise<number | undefined> {
      const transactor = await harness.driver.transactor(claim);
      return transactor.committed().finally(() => transactor.close());
    }

    it('fences the former owner, not the newcomer, and shows nothing of what that was writing', async () => {
      const topic = await harness.newTopic();
      const claim = harness.newClaim(topic);
      await withTransactors(claim, 2, async ([former, newcomer]) => {
        const late = former!.commit([outputOf(topic, 'of the former')], 5);
        await expect(late).rejects.toMatchObject({ code: 'log_fenced' });
        await newcomer!.commit([outputOf(topic, 'of the newcomer')], 3);
      });
      expect(await positionOf(claim)).toBe(3);
      expect(await valuesOf(topic)).toEqual(['of the newcomer']);
    });

    it('tells the former owner so also where that has nothing to write', async () => {
      const claim = harness.newClaim(await harness.newTopic());
      await withTransactors(claim, 1, async ([former]) => {
        await former!.commit([], 4);
        await former!.commit([], 4);
        await withTransactors(claim, 1, async () => {
          await expect(former!.commit([], 4)).rejects.toMatchObject({ code: 'log_fenced' });
        });
      });
      expect(await positionOf(claim)).toBe(4);
    });

    it('never says that it has committed after its first send has failed', async () => {
      const topic = await harness.newTopic();
      const claim = harness.newClaim(topic);
      await withTransactors(claim, 2, async ([former]) => {
        await expect(former!.commit([outputOf(topic, 'lost')], 1)).rejects.toMatchObject({ code: 'log_fenced' });
        await expect(former!.commit([], 1)).rejects.toBeDefined();
      });
      expect(await positionOf(claim)).toBeUndefined();
    });

    it('makes the records of all topics and partitions and the position visible together', async () => {
      const [one, other] = [await harness.newTopic(4), await harness.newTopic(2)];
      const outputs = [
        ...range(4).map((partition) => outputOf(one, `one ${partition}`, partition)),
        ...range(2).map((partition) => outputOf(other, `other ${partition}`, partition)),
      ];
      const claim = harness.newClaim(one);
      await withTransactors(claim, 1, async ([transactor]) => {
        const ends = await transactor!.commit(outputs, 7);
        expect(ends).toHaveLength(6);
        expect(ends.every(({ end }) => end === 1)).toBe(true);
      });
      expect(await positionOf(claim)).toBe(7);
      for (const partition of range(4)) expect(await valuesOf(one, partition)).toEqual([`one ${partition}`]);
      for (const partition of range(2)) expect(await valuesOf(other, partition)).toEqual([`other ${partition}`]);
    });

    // With the client's own back-off after each CONCURRENT_TRANSACTIONS these would take half a minute and more.
    it('begins a transaction right after another', async () => {
      const topic = await harness.newTopic();
      await withTransactors(harness.newClaim(topic), 1, async ([transactor]) => {
        for (const n of range(100)) await transactor!.commit([outputOf(topic, String(n))], n + 1);
      });
      expect(await valuesOf(topic)).toEqual(range(100).map(String));
    }, 25_000);

    it('writes once to topics that were created a moment ago', async () => {
      const topic = await harness.newTopic(16);
      const publisher = await harness.driver.publisher();
      await publisher.publish(range(160).map((n) => outputOf(topic, String(n), n % 16)));
      await publisher.close();
      expect(await harness.driver.ends(topic)).toEqual(range(16).map(() => 10));
    });

    it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
      'reads what others have compressed by %s',
      async (codec) => {
        const topic = await harness.newTopic();
        const texts = range(50).map((n) => `${n} ${'again and '.repeat(40)}`);
        await foreign.send(topic, texts, codec);
        expect(await valuesOf(topic)).toEqual(texts);
      },
    );

    it('reads a record without key, value and header value as one with empty ones', async () => {
      const topic = await harness.newTopic();
      await foreign.sendEmpty(topic);
      expect(await harness.recordsOf(topic)).toMatchObject([{ offset: 0, key: '', value: '', headers: {} }]);
    });

    it('shows nothing of transactions that were aborted one within the other', async () => {
      const topic = await harness.newTopic();
      const [outer, inner] = [
        await foreignTransaction(cluster().addresses),
        await foreignTransaction(cluster().addresses),
      ];
      await outer.send(topic, 'outer 1');
      await inner.send(topic, 'inner 1');
      await inner.end('abort');
      await outer.send(topic, 'outer 2');
      await outer.end('abort');
      const last = await foreignTransaction(cluster().addresses);
      await last.send(topic, 'kept');
      await last.end('commit');
      expect(await valuesOf(topic)).toEqual(['kept']);
    });

    it('shows what was committed between an abort and the mark of another one that has no records', async () => {
      const topic = await harness.newTopic();
      await foreignAborts(cluster().addresses, topic, 'kept');
      expect(await valuesOf(topic)).toEqual(['kept']);
    });

    it('is at the end of a partition of which all is gone', async () => {
      const topic = await harness.newTopic();
      await foreign.send(topic, ['a', 'b'], 'none');
      await deleteRecords(cluster().addresses, topic);
      expect(await harness.recordsOf(topic)).toEqual([]);
      await foreign.send(topic, ['c'], 'none');
      expect(await valuesOf(topic)).toEqual(['c']);
    });

    it('sets few timers while it is idle', async () => {
      const topic = await harness.newTopic();
      const publisher = await harness.driver.publisher();
      await publisher.publish([outputOf(topic, 'a')]);
      const stream = await harness.driver.stream(topic, { records: () => undefined, failed: () => undefined });
      stream.start(0, 1);
      const timers = jest.spyOn(globalThis, 'setTimeout');
      await delay(WINDOW_MS);
      const count = timers.mock.calls.length;
      timers.mockRestore();
      await stream.close();
      await publisher.close();
      expect(count).toBeLessThan(WINDOW_MS / 4);
    });
  });
});

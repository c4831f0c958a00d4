import { Buffer } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, jest } from '@jest/globals';
import { Consumer, kGetApi, Producer, type API, type Callback } from '@platformatic/kafka';
import { tcpProxy } from '../../../test/fault/kafka/tcp-proxy.js';
import { freePorts } from '../../../tools/servers/free-ports.js';
import type { Claim } from './driver.js';
import { KAFKA_DRIVERS } from './settings.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { driverHarness, outputOf, type DriverHarness } from './testing/driver-harness.js';
import { SUSPICIOUS_MS } from './timing.js';

jest.setTimeout(60_000);

/** Of its transactions the coordinator hears nothing: nobody will ever mark their ends. */
class ForgottenProducer extends Producer {
  override [kGetApi]<A extends unknown[], R>(name: string, callback: Callback<API<A, R>>): void {
    if (name === 'AddPartitionsToTxn' || name === 'AddOffsetsToTxn') callback(null, unheard as unknown as API<A, R>);
    else super[kGetApi](name, callback);
  }
}
const unheard = (...args: readonly unknown[]): void => {
  (args.at(-1) as Callback<undefined>)(null, undefined);
};

/** As a broker leaves it that has ended a transaction and lost its marks: readers wait for an end that will not come. */
async function forgotten({ transactionalId, topic, group }: Claim, brokers: string, position?: bigint): Promise<void> {
  const options = { bootstrapBrokers: brokers.split(','), clientId: 'parley-test' };
  const fencing = { transactionalId, idempotent: true, producerId: -1n, producerEpoch: -1 };
  const producer = new ForgottenProducer({ ...options, ...fencing });
  const consumer = new Consumer({ ...options, groupId: group });
  const transaction = await producer.beginTransaction();
  await transaction.send({ messages: [{ topic, partition: 0, value: Buffer.from('without an end') }] });
  if (position !== undefined) {
    const coordinatorId = await consumer.findGroupCoordinator();
    await transaction.addConsumer(consumer);
    const metadata = { consumer: { groupId: group, generationId: -1, memberId: '', coordinatorId } };
    const behind = { topic, partition: 0, offset: position - 1n, metadata };
    await transaction.addOffset(behind as unknown as Parameters<typeof transaction.addOffset>[0]);
  }
  await Promise.all([producer.close(true), consumer.close(true)]);
}

const textsOf = async (harness: DriverHarness, topic: string): Promise<readonly string[]> =>
  (await harness.recordsOf(topic)).map(({ value }) => value);

/** Asked until it is told. */
async function positionOf({ driver }: DriverHarness, claim: Claim): Promise<number | undefined> {
  for (;;) {
    const transactor = await driver.transactor(claim);
    try {
      return await transactor.committed();
    } catch (error) {
      expect(String(error)).toContain('failed 5 times');
    } finally {
      await transactor.close();
    }
  }
}

const { proxy: port } = await freePorts('proxy');

describeOnKafka(
  'the end of a transaction that brokers have lost',
  (cluster) => {
    it.each(KAFKA_DRIVERS)('is marked by who takes the partition over, before it reads, by %s', async (name) => {
      const { addresses } = cluster();
      const harness = await driverHarness(name, addresses);
      const topic = await harness.newTopic();
      const claim = harness.newClaim(topic);
      await forgotten(claim, addresses);
      expect(await textsOf(harness, topic)).toEqual([]);
      const transactor = await harness.driver.transactor(claim);
      expect(await transactor.committed()).toBeUndefined();
      expect(await textsOf(harness, topic)).toEqual(['without an end']);
      await transactor.close();
      await harness.driver.close();
    });

    it.each([
      ['undone', 'platformatic', []],
      ['shown, and the position is before it,', 'kafkajs', ['without an end']],
    ] as const)('leaves a transaction that its group waits for too %s by %s', async (_, name, left) => {
      const { addresses } = cluster();
      const harness = await driverHarness(name, addresses);
      const topic = await harness.newTopic();
      const claim = harness.newClaim(topic);
      const first = await harness.driver.transactor(claim);
      await first.committed();
      await first.commit([], 3);
      await first.close();
      await forgotten(claim, addresses, 5n);
      expect(await positionOf(harness, claim)).toBe(3);
      expect(await textsOf(harness, topic)).toEqual(left);
      await harness.driver.close();
    });

    it.each(KAFKA_DRIVERS)('is marked once more after a commit that took long, by %s', async (name) => {
      const { addresses, plan } = cluster();
      const network = await tcpProxy(port, Number(plan.addresses.proxied.split(':')[1]));
      const [near, far] = await Promise.all([driverHarness(name, addresses), driverHarness(name, `127.0.0.1:${port}`)]);
      try {
        const topic = await near.newTopic();
        const claim = near.newClaim(topic);
        const transactor = await far.driver.transactor(claim);
        await transactor.committed();
        await transactor.commit([outputOf(topic, 'smooth')], 1);
        network.cut();
        const commit = transactor.commit([outputOf(topic, 'late')], 2);
        await delay(2 * SUSPICIOUS_MS);
        network.heal();
        await commit;
        await transactor.close();
        // Opened once all marks are there: two of a takeover, a record and one, a record and two.
        const next = await near.driver.transactor(claim);
        expect(await near.driver.ends(topic)).toEqual([7]);
        expect(await next.committed()).toBe(2);
        await next.close();
      } finally {
        await Promise.all([near.driver.close(), far.driver.close()]);
        await network.close();
      }
    });
  },
  { proxy: port, settings: { 'transaction.partition.verification.enable': false } },
);

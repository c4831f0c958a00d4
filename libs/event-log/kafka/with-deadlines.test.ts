import { describe, expect, it } from '@jest/globals';
import type { KafkaDriver, Transactor, WirePublisher } from './driver.js';
import { withDeadlines } from './with-deadlines.js';

const MS = 5;
const never = () => new Promise<never>(() => undefined);
const CLAIM = { transactionalId: 'id', group: 'group', topic: 'topic', partition: 0, writes: [] };
const nothing = () => undefined;
const SINK = { assigned: nothing, records: nothing, failed: nothing };

const hanging: KafkaDriver = {
  name: 'hanging',
  publisher: never,
  transactor: never,
  join: never,
  stream: never,
  ends: never,
  describeTopics: never,
  createTopics: never,
  close: never,
};
const publisher: WirePublisher = { publish: never, close: never };
const transactor: Transactor = { committed: never, commit: never, close: never };

describe('a client whose calls hang', () => {
  const late = (what: string) => ({
    code: 'broker_unreachable',
    message: `the brokers did not ${what} within 0.005 s`,
  });

  it('is told from one that waits', async () => {
    const driver = withDeadlines(hanging, MS, MS);
    await expect(driver.join('group', 'topic', SINK)).rejects.toMatchObject(late('let a member join its group'));
    await expect(driver.stream('topic', SINK)).rejects.toMatchObject(late('open a stream'));
    await expect(driver.publisher()).rejects.toMatchObject(late('open a producer'));
    await expect(driver.transactor(CLAIM)).rejects.toMatchObject(late('open a transactional producer'));
    await expect(driver.ends('topic')).rejects.toMatchObject(late('say where topics end'));
    await driver.close();
  });

  it('is closed where it opens too late', async () => {
    const opening = Promise.withResolvers<WirePublisher>();
    const driver = withDeadlines({ ...hanging, publisher: () => opening.promise }, MS);
    await expect(driver.publisher()).rejects.toMatchObject(late('open a producer'));
    const closed = Promise.withResolvers<undefined>();
    const close = (): Promise<void> => {
      closed.resolve(undefined);
      return closed.promise;
    };
    opening.resolve({ ...publisher, close });
    await closed.promise;
  });

  it('rejects what is written with it, so that it is written anew, and ends', async () => {
    const opened = { publisher: () => Promise.resolve(publisher), transactor: () => Promise.resolve(transactor) };
    const driver = withDeadlines({ ...hanging, ...opened }, MS);
    const [writing, claimed] = [await driver.publisher(), await driver.transactor(CLAIM)];
    await expect(writing.publish([])).rejects.toMatchObject(late('write records'));
    await expect(claimed.commit([], 1)).rejects.toMatchObject(late('end a transaction'));
    await expect(claimed.committed()).rejects.toMatchObject(late('say where a group stands'));
    await writing.close();
    await claimed.close();
  });
});

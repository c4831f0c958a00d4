import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { openKafkaLog } from '../open-kafka-log.js';
import { KAFKA_DRIVERS, type KafkaSettings } from '../settings.js';
import { describeOnKafka } from '../testing/describe-on-kafka.js';
import { EMPTY_STORE } from '../testing/kafka-harness.js';
import { kafkaTopics, type KafkaTopics } from './kafka-topics.js';

jest.setTimeout(180_000);

describeOnKafka('the topics of an installation', (cluster) => {
  const opened: KafkaTopics[] = [];
  afterEach(async () => {
    for (const topics of opened.splice(0)) await topics.close();
  });

  const settingsOf = (driver: KafkaSettings['driver'], plan: Partial<KafkaSettings['topics']> = {}): KafkaSettings => ({
    driver,
    brokers: cluster().addresses.split(','),
    clientId: 'parley-test',
    topics: { prefix: `t${randomUUID()}.`, partitions: 2, replicas: 1, eventRetentionMs: 3_600_000, ...plan },
  });
  async function topicsOf(settings: KafkaSettings): Promise<KafkaTopics> {
    const topics = await kafkaTopics(settings);
    opened.push(topics);
    return topics;
  }
  const openLog = (settings: KafkaSettings) => openKafkaLog({ settings, history: EMPTY_STORE });

  describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
    it('are made once, and are then as they have to be', async () => {
      const settings = settingsOf(driver);
      const topics = await topicsOf(settings);
      expect(await topics.describe()).toEqual([]);
      expect(await topics.problems()).toHaveLength(6);
      expect(await topics.ensure()).toHaveLength(6);
      expect(await topics.ensure()).toEqual([]);
      expect(await topics.problems()).toEqual([]);
      const events = (await topics.describe()).find(({ name }) => name.endsWith('.run-events'));
      const config = { 'retention.ms': '3600000', 'message.timestamp.type': 'LogAppendTime' };
      expect(events).toMatchObject({ partitions: 2, replicas: 1, config });
      const { log } = await openLog(settings);
      await log.close();
    });

    it('keep a log from being opened while they are missing, with the command that makes them', async () => {
      const settings = settingsOf(driver);
      const fix = 'run-commands does not exist: run `parley topics ensure`';
      await expect(openLog(settings)).rejects.toMatchObject({
        code: 'topics_unfit',
        message: expect.stringContaining(fix),
      });
      expect(await (await topicsOf(settings)).describe()).toEqual([]);
    });

    it('keep a log from being opened that is to have other partitions, or to remember longer', async () => {
      const settings = settingsOf(driver);
      await (await topicsOf(settings)).ensure();
      const opening = (plan: Partial<KafkaSettings['topics']>) =>
        openLog({ ...settings, topics: { ...settings.topics, ...plan } });
      await expect(opening({ partitions: 4 })).rejects.toMatchObject({
        message: expect.stringContaining('has 2 partitions instead of 4: set PARLEY_PARTITIONS to what it has'),
      });
      await expect(opening({ eventRetentionMs: 7_200_000 })).rejects.toMatchObject({
        message: expect.stringContaining('--add-config retention.ms=7200000'),
      });
    });

    it('cannot have more replicas than there are brokers', async () => {
      const topics = await topicsOf(settingsOf(driver, { replicas: 3 }));
      await expect(topics.ensure()).rejects.toMatchObject({
        code: 'topics_unfit',
        message: expect.stringContaining('PARLEY_KAFKA_REPLICAS'),
      });
    });
  });
});

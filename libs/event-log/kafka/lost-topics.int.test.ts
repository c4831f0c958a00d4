import { afterEach, expect, it, jest } from '@jest/globals';
import { deleteTopics } from '../../../tools/servers/kafka-admin.js';
import { eventually } from '../../../test/servers/eventually.js';
import type { EventLog } from '../port.js';
import type { Trouble } from '../core/task-context.js';
import { firstRecords } from '../testing/log-harness.js';
import { asCommand, runIdOf } from '../testing/messages.js';
import { EchoProcessor } from '../testing/recorders.js';
import type { KafkaDriver } from './driver.js';
import type { StoredHistory } from './history/owned-history.js';
import { kafkaDriver } from './kafka-driver.js';
import { openKafkaLog } from './open-kafka-log.js';
import { KAFKA_DRIVERS, type KafkaSettings } from './settings.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { EMPTY_STORE, newInstallation } from './testing/kafka-harness.js';
import { logTopicsOf } from './topics/topic-settings.js';
import { ensureTopics } from './topics/topics.js';

jest.setTimeout(180_000);

const RUN = runIdOf(1);

/** As brokers that have lost them do, once somebody has made them again. */
async function makeAnew({ topics, brokers }: KafkaSettings, admin: KafkaDriver): Promise<void> {
  const settings = logTopicsOf(topics);
  const names = settings.map(({ name }) => name);
  await deleteTopics(brokers.join(','), names);
  // They go a moment after they were deleted.
  await eventually(
    async () => {
      await ensureTopics(admin, settings);
      return admin.describeTopics(names);
    },
    ({ length }) => length === names.length,
  );
}

describeOnKafka('topics that are made anew beneath a process', (cluster) => {
  let dropped: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const drop of dropped) await drop();
    dropped = [];
  });

  async function openLog(settings: KafkaSettings, history: StoredHistory, troubles: string[]): Promise<EventLog> {
    const onTrouble = ({ error }: Trouble) => troubles.push(String(error));
    const { log, drop } = await openKafkaLog({ settings, history, retryMs: 100, watchMs: 500, onTrouble });
    dropped.push(async () => {
      drop();
      await log.close();
    });
    return log;
  }

  it.each(KAFKA_DRIVERS)('by %s, are told of, and nothing is decided on what they have', async (name) => {
    const settings = await newInstallation(name, cluster().addresses);
    const admin = await kafkaDriver(name, settings);
    dropped.push(() => admin.close());
    const end = async (partition: number) => (await admin.ends(`${settings.topics.prefix ?? ''}run-events`))[partition];
    const store: { position?: number | undefined } = {};
    const troubles: string[] = [];
    const log = await openLog(
      settings,
      { ...EMPTY_STORE, positionOf: () => Promise.resolve(store.position) },
      troubles,
    );
    const partition = log.partitionOf(RUN);
    const subscription = await log.process(new EchoProcessor());
    for (const reason of ['a', 'b', 'c']) await log.publish([asCommand(RUN, reason)]);
    await firstRecords(log, 'run-events', 3);
    store.position = await end(partition);
    await makeAnew(settings, admin);
    const told = () => Promise.resolve(troubles.join('\n'));
    const refusal = `of partition ${partition} up to ${store.position}, and the topic ends at 0`;
    expect(await eventually(told, (all) => all.includes(refusal))).toContain(refusal);
    await log.publish([asCommand(RUN, 'd')]);
    const again = troubles.length + 2;
    await eventually(
      () => Promise.resolve(troubles.length),
      (length) => length >= again,
    );
    expect(await subscription.holdings()).toContainEqual({ partition, settled: false });
    expect(await end(partition)).toBe(0);
  });
});

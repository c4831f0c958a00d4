import { LogError } from '../../errors.js';
import { pausesOf, type PauseOptions } from '../../core/pauses.js';
import type { Trouble } from '../../core/task-context.js';
import type { Subscription } from '../../port.js';
import { kafkaDriver } from '../kafka-driver.js';
import type { KafkaSettings } from '../settings.js';
import type { TakeIn } from './intake-record.js';
import { TopicIntake } from './topic-intake.js';

export interface OpenTopicIntakeOptions extends PauseOptions {
  readonly settings: KafkaSettings;
  /** As the brokers name it. */
  readonly topic: string;
  /** Named with the prefix of the installation before it. */
  readonly group: string;
  readonly takeIn: TakeIn;
  readonly onTrouble: (trouble: Trouble) => void;
  /** How long it may stand still behind records before its consumer is replaced. Default 15,000 ms. */
  readonly watchMs?: number;
}

/**
 * Takes in what others write to a topic, on connections of its own, which close with it. Members of the group share the
 * partitions; who takes one over fences the former owner's position, not what that still has in hand.
 * @throws LogError `topics_unfit`, `access_denied`, `broker_unreachable`
 */
export async function openTopicIntake(options: OpenTopicIntakeOptions): Promise<Subscription> {
  const { settings, topic, group, takeIn, onTrouble, watchMs = 15_000 } = options;
  const { driver: name, topics, ...connection } = settings;
  const driver = await kafkaDriver(name, connection);
  try {
    if ((await driver.describeTopics([topic])).length === 0) throw missing(topic);
  } catch (error) {
    await driver.close();
    throw error;
  }
  const intake = new TopicIntake({
    driver,
    topic,
    group: `${topics.prefix ?? ''}${group}`,
    takeIn,
    report: onTrouble,
    ...pausesOf(options),
    watchMs,
  });
  await intake.joined;
  return intake;
}

const missing = (topic: string): LogError =>
  new LogError(
    'topics_unfit',
    `topic ${topic} does not exist, or its user may not see it: create it, name another one, or grant Read on it`,
  );

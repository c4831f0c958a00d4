import type { OpenLog } from '../core/open-log.js';
import type { DriverOptions } from './connection.js';
import type { KafkaDriver } from './driver.js';
import { KafkaLog, type KafkaLogOptions } from './kafka-log.js';
import { KafkajsDriver } from './kafkajs/kafkajs-driver.js';
import { PlatformaticDriver } from './platformatic/platformatic-driver.js';
import { logTopicsOf, type TopicPlan } from './topics/topic-settings.js';
import { checkTopics } from './topics/topics.js';

export const KAFKA_DRIVERS = ['platformatic', 'kafkajs'] as const;
export type KafkaDriverName = (typeof KAFKA_DRIVERS)[number];

/** Connects when it is first used. */
export function kafkaDriver(name: KafkaDriverName, options: DriverOptions): KafkaDriver {
  switch (name) {
    case 'kafkajs':
      return new KafkajsDriver(options);
    case 'platformatic':
      return new PlatformaticDriver(options);
  }
}

export interface OpenKafkaLogOptions extends Omit<KafkaLogOptions, 'partitions' | 'prefix'> {
  readonly plan: TopicPlan;
}

/**
 * A log on Kafka, once its topics are found as they have to be. Closing it closes the driver.
 * @throws LogError `topics_unfit`, `access_denied`, `broker_unreachable`
 */
export async function openKafkaLog({ plan, ...options }: OpenKafkaLogOptions): Promise<OpenLog> {
  try {
    await checkTopics(options.driver, logTopicsOf(plan));
  } catch (error) {
    await options.driver.close();
    throw error;
  }
  const log = new KafkaLog({ ...options, partitions: plan.partitions, prefix: plan.prefix ?? '' });
  return {
    log,
    history: options.history,
    drop: () => {
      log.drop();
    },
    takeIn: (records) => log.takeIn(records),
  };
}

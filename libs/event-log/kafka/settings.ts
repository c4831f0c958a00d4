import type { KafkaConnection } from './connection.js';
import type { TopicPlan } from './topics/topic-settings.js';

export const KAFKA_DRIVERS = ['platformatic', 'kafkajs'] as const;
export type KafkaDriverName = (typeof KAFKA_DRIVERS)[number];

/** What an installation has to say about its Kafka. */
export interface KafkaSettings extends KafkaConnection {
  readonly driver: KafkaDriverName;
  readonly topics: TopicPlan;
}

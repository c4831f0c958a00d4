import { kafkaDriver } from '../kafka-driver.js';
import type { KafkaSettings } from '../settings.js';
import { topicProblems } from './topic-problems.js';
import { topicsOf, type TopicDescription, type TopicSettings } from './topic-settings.js';
import { describeTopics, ensureTopics } from './topics.js';

/** The topics of an installation, for who sets it up and looks after it. */
export interface KafkaTopics {
  /** Creates those that are missing and changes nothing that exists; gives the names of the new ones. */
  ensure(): Promise<readonly string[]>;
  /** What is wrong with them, each with the command that helps; none when all is well. */
  problems(): Promise<readonly string[]>;
  /** Those that exist, as they are; of their settings those that matter here. */
  describe(): Promise<readonly TopicDescription[]>;
  close(): Promise<void>;
}

export async function kafkaTopics({ driver: name, topics: plan, ...connection }: KafkaSettings): Promise<KafkaTopics> {
  const driver = await kafkaDriver(name, connection);
  const topics = topicsOf(plan);
  return {
    ensure: () => ensureTopics(driver, topics),
    problems: async () => topicProblems(topics, await describeTopics(driver, topics)),
    describe: async () => (await describeTopics(driver, topics)).map((found) => withSettingsOf(topics, found)),
    close: () => driver.close(),
  };
}

function withSettingsOf(declared: readonly TopicSettings[], found: TopicDescription): TopicDescription {
  const keys = Object.keys(declared.find(({ name }) => name === found.name)?.config ?? {});
  return { ...found, config: Object.fromEntries(keys.map((key) => [key, found.config[key] ?? ''])) };
}

import { setTimeout as delay } from 'node:timers/promises';
import { LogError } from '../../errors.js';
import type { KafkaDriver } from '../driver.js';
import { topicProblems } from './topic-problems.js';
import type { TopicDescription, TopicSettings } from './topic-settings.js';

type TopicAdmin = Pick<KafkaDriver, 'describeTopics' | 'createTopics' | 'ends'>;

const LOOKS = 100;
const LOOK_EVERY_MS = 50;

/** Those of the topics that exist, as they are. */
export const describeTopics = (
  admin: TopicAdmin,
  topics: readonly TopicSettings[],
): Promise<readonly TopicDescription[]> => admin.describeTopics(topics.map(({ name }) => name));

/** Creates what is missing and changes nothing that exists; gives the names of the new topics. */
export async function ensureTopics(admin: TopicAdmin, topics: readonly TopicSettings[]): Promise<readonly string[]> {
  const existing = new Set((await describeTopics(admin, topics)).map(({ name }) => name));
  const missing = topics.filter(({ name }) => !existing.has(name));
  if (missing.length > 0) await admin.createTopics(missing);
  for (const { name } of missing) await usable(admin, name);
  return missing.map(({ name }) => name);
}

/** Brokers hear of a new topic one after the other; a record sent before its leader knows fails, maybe in part. */
async function usable(admin: TopicAdmin, name: string): Promise<void> {
  for (let look = 1; ; look++) {
    try {
      await admin.ends(name);
      return;
    } catch (error) {
      if (look === LOOKS) throw error;
      await delay(LOOK_EVERY_MS);
    }
  }
}

/** @throws LogError `topics_unfit`, with what helps */
export async function checkTopics(admin: TopicAdmin, topics: readonly TopicSettings[]): Promise<void> {
  const problems = topicProblems(topics, await describeTopics(admin, topics));
  if (problems.length > 0) throw new LogError('topics_unfit', problems.join('\n'));
}

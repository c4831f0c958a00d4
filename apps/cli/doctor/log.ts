import { isLogError, kafkaTopics, type KafkaSettings } from '#event-log';
import type { Config } from '#platform';
import { bad, ok, type Finding } from './finding.js';

/** Asks the configured brokers for the topics, and leaves them as they are. */
export async function logFindings({ log }: Pick<Config, 'log'>): Promise<readonly Finding[]> {
  if (log.kind === 'embedded') return [ok('log', 'in the data directory')];
  const settings = log.kafka.reveal();
  try {
    const problems = await problemsOf(settings);
    const answer = ok('log', `${settings.brokers.join(', ')}: the brokers answer`);
    if (problems.length === 0) return [answer, ok('log', 'every topic is as it has to be')];
    return [answer, ...problems.map((problem) => bad('log', problem))];
  } catch (error) {
    if (!isLogError(error)) throw error;
    return [bad('log', error.message)];
  }
}

async function problemsOf(settings: KafkaSettings): Promise<readonly string[]> {
  const topics = await kafkaTopics(settings);
  try {
    return await topics.problems();
  } finally {
    await topics.close();
  }
}

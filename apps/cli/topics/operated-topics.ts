import { kafkaTopics, type KafkaTopics } from '#event-log';
import { ConfigError, configFrom } from '#platform';
import { badInput, inOneLine } from '../cli-error.js';
import { storageFailure } from '../installation/storage-failure.js';
import type { Session } from '../session.js';

export type OperatedTopics = Omit<KafkaTopics, 'close'>;

/** @throws CliError where the environment or the brokers do not allow it */
export async function operateTopics<T>(
  env: Session['env'],
  operate: (topics: OperatedTopics) => Promise<T>,
): Promise<T> {
  const topics = await kafkaTopics(settingsIn(env));
  try {
    return await operate(topics);
  } catch (error) {
    throw storageFailure(error);
  } finally {
    await topics.close();
  }
}

function settingsIn(env: Session['env']) {
  const kafka = kafkaIn(env);
  if (kafka === undefined)
    throw badInput('PARLEY_KAFKA_BROKERS is missing: set it to host:port of one or more brokers');
  return kafka.reveal();
}

/** Topics are on the brokers that are named, whatever a server with this environment keeps there. */
const BROKERS_ALONE = { PARLEY_LOG: 'embedded', PARLEY_STORE: 'sqlite' } as const;

function kafkaIn(env: Session['env']) {
  try {
    return configFrom({ ...env, ...BROKERS_ALONE }).kafka;
  } catch (error) {
    throw error instanceof ConfigError ? badInput(inOneLine(error.message)) : error;
  }
}

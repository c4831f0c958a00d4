import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaTopics } from '#event-log';
import { configFrom } from '#platform';
import { planKafka } from '../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../tools/servers/running-server.js';
import { describeWithServers } from '../servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../servers/postgres-server.js';
import { runTrial, type TrialResult } from './trial.js';
import { workload } from './workload.js';

const RUNS = workload(1);
const SLOW = 180_000;

describeWithServers('on Kafka and PostgreSQL', ['kafka', 'postgres'], () => {
  let kafka: RunningServer | undefined;
  let postgres: PostgresServer | undefined;
  let brokers: string;
  let embedded: TrialResult;
  beforeAll(async () => {
    const plan = await planKafka();
    brokers = plan.addresses.plain;
    [kafka, postgres] = await Promise.all([launch(plan.brokers[0]!), startPostgres()]);
    embedded = await runTrial({ runs: RUNS });
  }, SLOW);
  afterAll(async () => {
    await discard(kafka === undefined ? [] : [kafka]);
    await postgres?.remove();
  }, SLOW);

  /** Of an installation that is new: topics and a database of its own. */
  async function installation(driver: string): Promise<Readonly<Record<string, string>>> {
    const environment = {
      PARLEY_LOG: 'kafka',
      PARLEY_KAFKA_BROKERS: brokers,
      PARLEY_KAFKA_DRIVER: driver,
      PARLEY_KAFKA_TOPIC_PREFIX: `t${randomUUID()}.`,
      PARLEY_KAFKA_REPLICAS: '1',
      // Who was killed is missed after so long.
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '2000',
      PARLEY_STORE: 'postgres',
      PARLEY_POSTGRES_URL: await postgres!.database(),
    };
    const topics = await kafkaTopics(configFrom(environment).kafka!.reveal());
    await topics.ensure();
    await topics.close();
    return environment;
  }

  describe.each(['platformatic', 'kafkajs'])('by %s', (driver) => {
    it.each([
      ['is not disturbed', {}, 0],
      ['dies before it has committed', { fault: 'before-commit@9' }, 1],
      ['dies once it has committed', { fault: 'after-commit@9' }, 1],
      ['dies when a model has answered', { fault: 'worker:model-answered@5' }, 1],
    ])(
      'a process that %s has the same outcomes as one on the embedded log',
      async (_, ordered, deaths) => {
        const trial = await runTrial({ ...ordered, runs: RUNS, environment: await installation(driver) });
        expect(trial.deaths).toBe(deaths);
        expect(trial.duplicatedTurns).toEqual([]);
        expect(trial.repeatedOnce).toEqual([]);
        expect(trial.outcomes).toEqual(embedded.outcomes);
      },
      SLOW,
    );
  });
});

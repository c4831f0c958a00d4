import { randomUUID } from 'node:crypto';
import { kafkaTopics } from '#event-log';
import { configFrom } from '#platform';
import { planKafka } from '../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../tools/servers/running-server.js';
import { startPostgres, type PostgresServer } from '../servers/postgres-server.js';

/** A broker and a database for installations that come one after the other. */
export class SharedServers {
  private constructor(
    private broker: RunningServer,
    readonly postgres: PostgresServer,
  ) {}

  static async start(): Promise<SharedServers> {
    const [plan] = (await planKafka()).brokers;
    if (plan === undefined) throw new RangeError('a cluster without brokers');
    const [broker, postgres] = await Promise.all([launch(plan), startPostgres({ max_connections: '300' })]);
    return new SharedServers(broker, postgres);
  }

  /** The environment of an installation that is new: topics and a database of its own. */
  async installation(driver: string): Promise<Readonly<Record<string, string>>> {
    const environment = {
      PARLEY_LOG: 'kafka',
      PARLEY_KAFKA_BROKERS: this.broker.plan.exports.PARLEY_KAFKA_BROKERS ?? '',
      PARLEY_KAFKA_DRIVER: driver,
      PARLEY_KAFKA_TOPIC_PREFIX: `t${randomUUID()}.`,
      PARLEY_KAFKA_REPLICAS: '1',
      // Who was killed is missed after so long.
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '4000',
      PARLEY_STORE: 'postgres',
      PARLEY_POSTGRES_URL: await this.postgres.database(),
    };
    const topics = await kafkaTopics(configFrom(environment).kafka!.reveal());
    await topics.ensure();
    await topics.close();
    return environment;
  }

  /** As if the broker's process had crashed; it starts again on the same data, at the same address. */
  async crashBroker(): Promise<void> {
    await this.broker.end('SIGKILL');
    this.broker = await launch(this.broker.plan);
  }

  async remove(): Promise<void> {
    await discard([this.broker]);
    await this.postgres.remove();
  }
}

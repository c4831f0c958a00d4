import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { kafkaTopics } from '#event-log';
import { configFrom } from '#platform';
import { freePorts } from '../../tools/servers/free-ports.js';
import { planKafka } from '../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../tools/servers/running-server.js';
import { tcpProxy, type TcpProxy } from '../fault/kafka/tcp-proxy.js';
import { startPostgres, type PostgresServer } from '../servers/postgres-server.js';
import { copyOf, type ServerCopy } from '../servers/server-copy.js';
import { SpanSink } from './span-sink.js';

interface Parts {
  readonly brokers: RunningServer[];
  readonly postgres: PostgresServer;
  readonly sink: SpanSink;
  /** Between one of the services and the only broker; none where there are several. */
  readonly network: TcpProxy | undefined;
  readonly addresses: { readonly direct: string; readonly byNetwork: string };
}

/** Brokers, a database and a receiver of spans for installations that come one after the other. */
export class SharedServers {
  private crashes = 0;

  private constructor(private readonly parts: Parts) {}

  static async start(brokers: 1 | 3 = 1): Promise<SharedServers> {
    const { proxy } = await freePorts('proxy');
    const plan = await planKafka(brokers === 1 ? { proxy } : { brokers });
    const { plain, proxied } = plan.addresses;
    const [running, postgres, sink] = await Promise.all([
      Promise.all(plan.brokers.map((broker) => launch(broker))),
      startPostgres({ max_connections: '300' }),
      SpanSink.open(),
    ]);
    const network = brokers === 1 ? await tcpProxy(proxy, Number(proxied.split(':')[1])) : undefined;
    const byNetwork = network === undefined ? plain : `127.0.0.1:${proxy}`;
    return new SharedServers({ brokers: running, postgres, sink, network, addresses: { direct: plain, byNetwork } });
  }

  get postgres(): PostgresServer {
    return this.parts.postgres;
  }

  get sink(): SpanSink {
    return this.parts.sink;
  }

  /** To the brokers, for who is told `byNetwork` as their address. */
  get network(): TcpProxy {
    if (this.parts.network === undefined) throw new RangeError('there is no network before three brokers');
    return this.parts.network;
  }

  get byNetwork(): string {
    return this.parts.addresses.byNetwork;
  }

  /** The environment of an installation that is new: topics and a database of its own. */
  async installation(driver: string): Promise<Readonly<Record<string, string>>> {
    const environment = {
      PARLEY_LOG: 'kafka',
      PARLEY_KAFKA_BROKERS: this.parts.addresses.direct,
      PARLEY_KAFKA_DRIVER: driver,
      PARLEY_KAFKA_TOPIC_PREFIX: `t${randomUUID()}.`,
      PARLEY_KAFKA_REPLICAS: String(this.parts.brokers.length),
      // Who was killed is missed after so long.
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '4000',
      PARLEY_STORE: 'postgres',
      PARLEY_POSTGRES_URL: await this.postgres.database(),
      ...this.sink.environment,
    };
    const topics = await kafkaTopics(configFrom(environment).kafka!.reveal());
    await topics.ensure();
    await topics.close();
    return environment;
  }

  /** As if a broker's process had crashed, each in its turn; it starts again on the same data, at the same address. */
  async crashBroker(): Promise<void> {
    const { brokers } = this.parts;
    const index = this.crashes++ % brokers.length;
    const broker = brokers[index];
    if (broker === undefined) throw new RangeError('a cluster without brokers');
    await broker.end('SIGKILL');
    brokers[index] = await launch(broker.plan);
  }

  /** Of the only broker. */
  copyBroker(): Promise<ServerCopy> {
    const { brokers } = this.parts;
    const [broker, another] = brokers;
    if (broker === undefined || another !== undefined) throw new RangeError('brokers of a cluster are not copied');
    const { plan } = broker;
    return copyOf({
      data: path.join(plan.directory, 'data-1'),
      stop: () => brokers[0]?.end() ?? Promise.resolve(),
      start: async () => {
        brokers[0] = await launch(plan);
      },
    });
  }

  async remove(): Promise<void> {
    await this.parts.network?.close();
    await discard(this.parts.brokers);
    await this.postgres.remove();
    await this.sink.close();
  }
}

import { randomUUID } from 'node:crypto';
import type { Admin, ConsumerConfig, Kafka } from 'kafkajs';
import { logClosed } from '../../errors.js';
import type { Offset } from '../../port.js';
import type { DriverOptions } from '../connection.js';
import type { Claim, GroupSink, KafkaDriver, RecordStream, StreamSink, Transactor, WirePublisher } from '../driver.js';
import { claiming, describing, reading, writing, type Asked } from '../denied-right.js';
import { explained, explaining } from '../explain-failure.js';
import { DEFAULT_SESSION_MS, DEFAULT_TRANSACTION_MS, FETCH_WAIT_MS, HEARTBEATS_PER_SESSION } from '../timing.js';
import type { TopicDescription, TopicSettings } from '../topics/topic-settings.js';
import { kafkaOf } from './client.js';
import { patiently } from './patience.js';
import { openPublisher } from './kafkajs-publisher.js';
import { KafkajsStream, type Oldest } from './kafkajs-stream.js';
import { createTopics, describeTopics } from './kafkajs-topics.js';
import { openTransactor } from './kafkajs-transactor.js';

/** kafkajs 2.2.4. */
export class KafkajsDriver implements KafkaDriver {
  readonly name = 'kafkajs';
  readonly #kafka: Kafka;
  #admin: Promise<Admin> | undefined;
  #closed = false;

  constructor(private readonly options: DriverOptions) {
    this.#kafka = kafkaOf(options);
  }

  publisher(): Promise<WirePublisher> {
    return this.#explaining(async () => {
      const publisher = await openPublisher(this.#kafka);
      return {
        publish: (outputs) => this.#explaining(() => publisher.publish(outputs), writing(outputs)),
        close: () => publisher.close(),
      };
    });
  }

  transactor(claim: Claim): Promise<Transactor> {
    return this.#explaining(async () => {
      const transactor = await openTransactor({
        claim,
        kafka: this.#kafka,
        transactionTimeoutMs: this.options.transactionTimeoutMs ?? DEFAULT_TRANSACTION_MS,
        committed: () => this.#withAdmin((admin) => committedOf(admin, claim), claiming(claim)),
      });
      return {
        committed: () => transactor.committed(),
        commit: (outputs, position) => this.#explaining(() => transactor.commit(outputs, position)),
        close: () => transactor.close(),
      };
    }, claiming(claim));
  }

  join(group: string, topic: string, sink: GroupSink): Promise<RecordStream> {
    const consumer = this.#kafka.consumer({ ...this.#consumerConfig(), groupId: group });
    const failed = (error: unknown): void => {
      sink.failed(explained(error, this.options, reading(topic, group)));
    };
    const oldest: Oldest = async (partition) => {
      const offsets = await this.#offsetsOf(topic);
      return Number(offsets.find((found) => found.partition === partition)?.low ?? 0);
    };
    return this.#explaining(
      () => KafkajsStream.open(consumer, topic, { ...sink, failed }, oldest),
      reading(topic, group),
    );
  }

  /** kafkajs reads in groups only: a group of one, which vanishes with its member. */
  stream(topic: string, sink: StreamSink): Promise<RecordStream> {
    const group = `${this.options.clientId}-reader-${randomUUID()}`;
    return this.join(group, topic, { ...sink, assigned: () => undefined });
  }

  async ends(topic: string): Promise<readonly Offset[]> {
    const ends: Offset[] = [];
    for (const { partition, high } of await this.#offsetsOf(topic)) ends[partition] = Number(high);
    return ends;
  }

  describeTopics(names: readonly string[]): Promise<readonly TopicDescription[]> {
    return this.#withAdmin((admin) => describeTopics(admin, names), describing(names));
  }

  createTopics(topics: readonly TopicSettings[]): Promise<void> {
    return this.#withAdmin((admin) => createTopics(admin, topics));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#dropAdmin();
  }

  #offsetsOf(topic: string): ReturnType<Admin['fetchTopicOffsets']> {
    return this.#withAdmin((admin) => admin.fetchTopicOffsets(topic));
  }

  #withAdmin<T>(work: (admin: Admin) => Promise<T>, asked?: Asked): Promise<T> {
    return this.#explaining(() => patiently(() => this.#asAdmin(work)), asked);
  }

  async #asAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    if (this.#closed) throw logClosed();
    try {
      return await work(await (this.#admin ??= this.#connectAdmin()));
    } catch (error) {
      // It may hold on to what it believes of leaders and connections.
      void this.#dropAdmin();
      throw error;
    }
  }

  async #connectAdmin(): Promise<Admin> {
    const admin = this.#kafka.admin();
    await admin.connect();
    return admin;
  }

  async #dropAdmin(): Promise<void> {
    const admin = this.#admin;
    this.#admin = undefined;
    await admin?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  #consumerConfig(): Omit<ConsumerConfig, 'groupId'> {
    const { sessionTimeoutMs = DEFAULT_SESSION_MS } = this.options;
    return {
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: sessionTimeoutMs / HEARTBEATS_PER_SESSION,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: () => Promise.resolve(false) },
    };
  }

  #explaining<T>(work: () => Promise<T>, asked?: Asked): Promise<T> {
    return explaining(this.options, work, asked);
  }
}

async function committedOf(admin: Admin, { group, topic, partition }: Claim): Promise<Offset | undefined> {
  const [fetched] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const offset = Number(fetched?.partitions.find((found) => found.partition === partition)?.offset ?? -1);
  return offset < 0 ? undefined : offset;
}

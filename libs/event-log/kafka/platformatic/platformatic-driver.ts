import { Admin } from '@platformatic/kafka';
import { randomUUID } from 'node:crypto';
import type { Offset } from '../../port.js';
import type { DriverOptions } from '../connection.js';
import type { Claim, GroupSink, KafkaDriver, RecordStream, StreamSink, Transactor, WirePublisher } from '../driver.js';
import { claiming, describing, reading, writing, type Asked } from '../denied-right.js';
import { explained, explaining } from '../explain-failure.js';
import type { TopicDescription, TopicSettings } from '../topics/topic-settings.js';
import { clientOptions, consumerOptions } from './client-options.js';
import { groupPosition } from './group-position.js';
import { openPublisher } from './platformatic-publisher.js';
import { PlatformaticStream } from './platformatic-stream.js';
import { createTopics, describeTopics } from './platformatic-topics.js';
import { openTransactor } from './platformatic-transactor.js';
import { UnfilteredConsumer } from './unfiltered-consumer.js';

const LATEST = -1n;
const READ_COMMITTED = 1;

/** @platformatic/kafka 2.12.1. */
export class PlatformaticDriver implements KafkaDriver {
  readonly name = 'platformatic';
  readonly #admin: Admin;

  constructor(private readonly options: DriverOptions) {
    this.#admin = new Admin(clientOptions(options));
  }

  publisher(): Promise<WirePublisher> {
    const publisher = openPublisher(this.options);
    return Promise.resolve({
      publish: (outputs) => this.#explaining(() => publisher.publish(outputs), writing(outputs)),
      close: () => publisher.close(),
    });
  }

  transactor(claim: Claim): Promise<Transactor> {
    return this.#explaining(async () => {
      const transactor = await openTransactor(this.options, claim, () => groupPosition(this.options, claim));
      return {
        committed: () => this.#explaining(() => transactor.committed(), claiming(claim)),
        commit: (outputs, position) => this.#explaining(() => transactor.commit(outputs, position)),
        close: () => transactor.close(),
      };
    }, claiming(claim));
  }

  join(group: string, topic: string, sink: GroupSink): Promise<RecordStream> {
    return this.#explaining(
      async () => {
        const stream = this.#streamOf(group, topic, sink);
        try {
          await stream.join();
          return stream;
        } catch (error) {
          await stream.close();
          throw error;
        }
      },
      reading(topic, group),
    );
  }

  stream(topic: string, sink: StreamSink): Promise<RecordStream> {
    // The client wants the name of a group; nobody joins it.
    const group = `${this.options.clientId}-reader-${randomUUID()}`;
    return Promise.resolve(this.#streamOf(group, topic, { ...sink, assigned: () => undefined }));
  }

  ends(topic: string): Promise<readonly Offset[]> {
    return this.#explaining(async () => {
      const metadata = await this.#admin.metadata({ topics: [topic] });
      const partitions = (metadata.topics.get(topic)?.partitions ?? []).map((_, partitionIndex) => ({
        partitionIndex,
        timestamp: LATEST,
      }));
      const [found] = await this.#admin.listOffsets({
        topics: [{ name: topic, partitions }],
        isolationLevel: READ_COMMITTED,
      });
      const ends: Offset[] = [];
      for (const { partitionIndex, offset } of found?.partitions ?? []) ends[partitionIndex] = Number(offset);
      return ends;
    });
  }

  describeTopics(names: readonly string[]): Promise<readonly TopicDescription[]> {
    return this.#explaining(() => describeTopics(this.#admin, names), describing(names));
  }

  createTopics(topics: readonly TopicSettings[]): Promise<void> {
    return this.#explaining(() => createTopics(this.#admin, topics));
  }

  async close(): Promise<void> {
    await this.#admin.close().catch(() => undefined);
  }

  #streamOf(group: string, topic: string, sink: GroupSink): PlatformaticStream {
    const failed = (error: unknown): void => {
      sink.failed(explained(error, this.options, reading(topic, group)));
    };
    return new PlatformaticStream(new UnfilteredConsumer(consumerOptions(this.options, group)), topic, {
      ...sink,
      failed,
    });
  }

  #explaining<T>(work: () => Promise<T>, asked?: Asked): Promise<T> {
    return explaining(this.options, work, asked);
  }
}

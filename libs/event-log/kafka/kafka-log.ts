import pLimit from 'p-limit';
import type { Partition, RunId } from '#events';
import { adoptByPartition } from '../core/adopt.js';
import { pausesOf, type Pauses } from '../core/pauses.js';
import { encoded, type EncodedRecords, type ForeignRecord } from '../core/pending-record.js';
import type { LogOptions } from '../core/stored-log.js';
import { logClosed } from '../errors.js';
import type {
  EventLog,
  Offset,
  OutgoingRecord,
  Positions,
  Processor,
  Projection,
  ReadOptions,
  ReceivedRecord,
  Subscription,
  Topic,
  WholeRun,
  Worker,
} from '../port.js';
import type { RunDeltas } from '../deltas/run-deltas.js';
import { kafkaDeltas, type KafkaDeltas } from './deltas/kafka-deltas.js';
import type { KafkaDriver, WireOutput } from './driver.js';
import type { StoredHistory } from './history/owned-history.js';
import { Memberships } from './memberships.js';
import { kafkaPartition } from './murmur2.js';
import { Publisher } from './publisher.js';
import { TopicEnds } from './topic-ends.js';
import { DELTAS_TOPIC } from './topics/topic-settings.js';
import { readTopic } from './topic-reader.js';
import { tracedPublish } from './traced-publish.js';
import { wiresOf } from './wire-records.js';

export interface KafkaLogOptions extends LogOptions {
  readonly driver: KafkaDriver;
  /** Of the topics; the same for all members of the installation. */
  readonly partitions: number;
  /** Before the names of topics, groups and transactional ids. */
  readonly prefix: string;
  /** What the owners of `run-commands` know of runs beside what they write and read themselves. */
  readonly history: StoredHistory;
  /** How long a consumer may stand still behind records before it is replaced. Default 15,000 ms. */
  readonly watchMs?: number;
}

const WATCH_MS = 15_000;

/** The event log on Kafka. */
export class KafkaLog implements EventLog {
  readonly partitions: number;
  readonly #driver: KafkaDriver;
  readonly #publisher: Publisher;
  readonly #memberships: Memberships;
  readonly #ends: TopicEnds;
  readonly #deltas: KafkaDeltas;
  readonly #adoptions = pLimit(1);
  readonly #publishing = new Set<Promise<void>>();
  readonly #closed = new AbortController();
  readonly #pauses: Pauses;
  #closing: Promise<void> | undefined;

  constructor(private readonly options: KafkaLogOptions) {
    const { driver, prefix, history, watchMs = WATCH_MS } = options;
    const { onTrouble: report = () => undefined, faultPoint = () => undefined } = options;
    this.partitions = options.partitions;
    this.#driver = driver;
    this.#pauses = { ...pausesOf(options), gather: true };
    this.#ends = new TopicEnds(driver, this.#nameOf, this.#closed.signal);
    this.#publisher = new Publisher({ faultPoint, written: this.#ends.written, open: () => driver.publisher() });
    this.#deltas = kafkaDeltas({
      driver,
      topic: `${prefix}${DELTAS_TOPIC}`,
      partitions: this.partitions,
      retryMs: this.#pauses.retryMs,
      trouble: (error) => {
        report({ during: 'deltas', error });
      },
    });
    this.#memberships = new Memberships({
      driver,
      prefix,
      history,
      watchMs,
      report,
      faultPoint,
      ends: this.#ends,
      nameOf: this.#nameOf,
      wiresOf: this.#wiresOf,
      publish: (records) => this.#publisher.publish(this.#wiresOf(records)),
      pauses: this.#pauses,
    });
  }

  /** On connections of their own, which close with the log. */
  get deltas(): RunDeltas {
    return this.#deltas;
  }

  partitionOf(runId: RunId): Partition {
    return kafkaPartition(runId, this.partitions);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    await this.#publish(encoded(records));
  }

  /** Takes in records of a foreign writer that cannot be read. */
  async takeIn(records: readonly ForeignRecord[]): Promise<void> {
    await this.#publish(encoded(records));
  }

  async adopt(runs: readonly WholeRun[]): Promise<readonly RunId[]> {
    this.#refuseClosed();
    return this.#adoptions(() =>
      adoptByPartition(
        runs,
        (runId) => this.partitionOf(runId),
        (partition, its) => this.#memberships.adopt(partition, its),
      ),
    );
  }

  async process(processor: Processor): Promise<Subscription> {
    this.#refuseClosed();
    return this.#memberships.process(processor);
  }

  async work(worker: Worker): Promise<Subscription> {
    this.#refuseClosed();
    return this.#memberships.work(worker);
  }

  async project(projection: Projection): Promise<Subscription> {
    this.#refuseClosed();
    return this.#memberships.project(projection);
  }

  async endOf(topic: Topic, partition: Partition): Promise<Offset> {
    return (await this.#ends.of(topic))[partition] ?? 0;
  }

  read(topic: Topic, from: Positions, options: ReadOptions = {}): AsyncIterable<ReceivedRecord> {
    return readTopic({
      ...options,
      topic,
      from,
      ends: this.#ends.asOfNow(topic),
      endsNow: () => this.#driver.ends(this.#nameOf(topic)),
      watchMs: this.options.watchMs ?? WATCH_MS,
      closed: this.#closed.signal,
      open: (sink) => this.#driver.stream(this.#nameOf(topic), sink),
      retryMs: this.#pauses.retryMs,
      trouble: (error) => this.options.onTrouble?.({ during: 'read', error }),
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  /** Ends at once without draining, as the death of the process would; for fault tests. */
  drop(): void {
    this.#closing ??= this.#abandon();
  }

  async #drain(): Promise<void> {
    await this.#memberships.close();
    await Promise.allSettled(this.#publishing);
    await Promise.all([this.#publisher.close(), this.#deltas.close()]);
    this.#closed.abort();
    await this.#driver.close();
  }

  async #abandon(): Promise<void> {
    const gone = this.#memberships.drop();
    this.#closed.abort();
    await Promise.all([this.#publisher.drop(), this.#deltas.close(), gone]);
    await this.#driver.close();
  }

  /** What was called before the log closes is written. */
  async #publish(records: EncodedRecords): Promise<void> {
    this.#refuseClosed();
    const writing = this.#write(this.#wiresOf(records));
    this.#publishing.add(writing);
    await writing.finally(() => this.#publishing.delete(writing));
  }

  async #write(outputs: readonly WireOutput[]): Promise<void> {
    await this.#ends.settled();
    await tracedPublish(outputs, () => this.#publisher.publish(outputs));
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw logClosed();
  }

  readonly #nameOf = (topic: Topic): string => `${this.options.prefix}${topic}`;

  readonly #wiresOf = (records: EncodedRecords): readonly WireOutput[] =>
    wiresOf(records, { nameOf: this.#nameOf, partitions: this.partitions });
}

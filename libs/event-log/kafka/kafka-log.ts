import type { Partition, RunHistory, RunId } from '#events';
import { JobSlots } from '../core/job-slots.js';
import { encoded, type EncodedRecords, type ForeignRecord } from '../core/pending-record.js';
import { ProcessorTask } from '../core/processor-task.js';
import { ProjectionTask } from '../core/projection-task.js';
import type { LogOptions } from '../core/stored-log.js';
import type { TaskContext, Trouble } from '../core/task-context.js';
import { WorkerTask } from '../core/worker-task.js';
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
  Worker,
} from '../port.js';
import type { KafkaDriver, WireOutput, WrittenEnd } from './driver.js';
import { GroupMember } from './group-member.js';
import { kafkaPartition } from './murmur2.js';
import type { OwnerOptions } from './partition-owner.js';
import { Publisher } from './publisher.js';
import { replayFrom } from './replay.js';
import { sequenceError } from './sequence-guard.js';
import { settleAsProjection, settleInTransactions, type Ground } from './tenures.js';
import { readTopic } from './topic-reader.js';
import { wiresOf } from './wire-records.js';
import { WrittenEnds } from './written-ends.js';

export interface KafkaLogOptions extends LogOptions {
  readonly driver: KafkaDriver;
  /** Of the topics; the same for all members of the installation. */
  readonly partitions: number;
  /** Before the names of topics, groups and transactional ids. */
  readonly prefix: string;
  readonly history: RunHistory;
  /** How long a consumer may stand still behind records before it is replaced. Default 15,000 ms. */
  readonly watchMs?: number;
}
type Kind = 'process' | 'work' | 'project';

/** The event log on Kafka. */
export class KafkaLog implements EventLog {
  readonly partitions: number;
  readonly #driver: KafkaDriver;
  readonly #publisher: Publisher;
  readonly #members = new Set<GroupMember>();
  readonly #closed = new AbortController();
  readonly #writtenEnds = new WrittenEnds();
  readonly #pauses: TaskContext['pauses'];
  readonly #report: (trouble: Trouble) => void;
  /** Look-ups of ends that were asked for before what is published next. */
  readonly #lookups = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(private readonly options: KafkaLogOptions) {
    this.partitions = options.partitions;
    this.#driver = options.driver;
    this.#pauses = { retryMs: options.retryMs ?? 1_000, graceMs: options.graceMs ?? 10_000 };
    this.#report = options.onTrouble ?? (() => undefined);
    const faultPoint = options.faultPoint ?? (() => undefined);
    this.#publisher = new Publisher({ faultPoint, written: this.#written, open: () => this.#driver.publisher() });
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

  process(processor: Processor): Promise<Subscription> {
    return this.#join('process', processor, (ground) =>
      settleInTransactions(ground, (lease, context, fail) => new ProcessorTask(processor, lease, context, fail)),
    );
  }

  work(worker: Worker): Promise<Subscription> {
    const slots = new JobSlots(worker.concurrency);
    return this.#join('work', worker, (ground) =>
      settleInTransactions(ground, (lease, context, fail) => new WorkerTask(worker, lease, context, { slots, fail })),
    );
  }

  project(projection: Projection): Promise<Subscription> {
    return this.#join('project', projection, (ground) =>
      settleAsProjection(ground, (lease, context, fail) => new ProjectionTask(projection, lease, context, fail)),
    );
  }

  async endOf(topic: Topic, partition: Partition): Promise<Offset> {
    return (await this.#endsOf(topic))[partition] ?? 0;
  }

  read(topic: Topic, from: Positions, options: ReadOptions = {}): AsyncIterable<ReceivedRecord> {
    const ends = this.#endsAsOfNow(topic);
    return readTopic({
      ...options,
      topic,
      from,
      ends,
      closed: this.#closed.signal,
      open: (sink) => this.#driver.stream(this.#nameOf(topic), sink),
      trouble: (trouble) => {
        this.#report({ during: 'membership', error: sequenceError(trouble) });
      },
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
    await Promise.all([...this.#members].map((member) => member.close()));
    await this.#publisher.close();
    this.#closed.abort();
    await this.#driver.close();
  }

  async #abandon(): Promise<void> {
    const members = [...this.#members];
    for (const member of members) member.drop();
    this.#closed.abort();
    await Promise.all([this.#publisher.drop(), ...members.map((member) => member.gone)]);
    await this.#driver.close();
  }

  async #publish(records: EncodedRecords): Promise<void> {
    if (this.#closing !== undefined) throw logClosed();
    const outputs = this.#wiresOf(records);
    if (this.#lookups.size > 0) await Promise.all(this.#lookups);
    await this.#publisher.publish(outputs);
  }

  /** What this process publishes after the call lies behind these ends. */
  #endsAsOfNow(topic: Topic): Promise<readonly Offset[]> {
    const ends = this.#endsOf(topic);
    const settled: Promise<void> = ends
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        this.#lookups.delete(settled);
      });
    this.#lookups.add(settled);
    return ends;
  }

  async #endsOf(topic: Topic): Promise<readonly Offset[]> {
    try {
      if (this.#closed.signal.aborted) throw logClosed();
      const name = this.#nameOf(topic);
      return this.#writtenEnds.orLater(name, await this.#driver.ends(name));
    } catch (error) {
      throw this.#closed.signal.aborted ? logClosed() : error;
    }
  }

  async #join(
    kind: Kind,
    { group, topic }: { readonly group: string; readonly topic: Topic },
    settleIn: (ground: Ground) => OwnerOptions['settleIn'],
  ): Promise<Subscription> {
    if (this.#closing !== undefined) throw logClosed();
    const { prefix, watchMs = 15_000 } = this.options;
    const name = this.#nameOf(topic);
    const member = new GroupMember({
      group,
      topic,
      watchMs,
      pauses: this.#pauses,
      join: (sink) => this.#driver.join(`${prefix}${group}`, name, sink),
      ends: () => this.#driver.ends(name),
      replay: replayFrom((sink) => this.#driver.stream(name, sink), this.#pauses.retryMs),
      settleIn: settleIn(this.#ground(kind, group, name)),
      trouble: (error, partition) => {
        this.#report(
          partition === undefined ? { during: 'membership', error } : { during: 'assign', error, group, partition },
        );
      },
      ended: () => {
        void member.gone.then(() => this.#members.delete(member));
      },
    });
    this.#members.add(member);
    await member.joined;
    return member;
  }

  #ground(kind: Kind, group: string, name: string): Ground {
    const { prefix, history } = this.options;
    return {
      kind,
      history,
      faultPoint: this.options.faultPoint ?? (() => undefined),
      written: this.#written,
      pauses: this.#pauses,
      report: this.#report,
      wiresOf: (records) => this.#wiresOf(records),
      transactor: (partition) =>
        this.#driver.transactor({
          transactionalId: `${prefix}${group}-${name}-${partition}`,
          group: `${prefix}${group}`,
          topic: name,
          partition,
        }),
    };
  }

  readonly #written = (ends: readonly WrittenEnd[]): void => {
    this.#writtenEnds.note(ends);
  };

  readonly #nameOf = (topic: Topic): string => `${this.options.prefix}${topic}`;

  #wiresOf(records: EncodedRecords): readonly WireOutput[] {
    return wiresOf(records, { nameOf: this.#nameOf, partitions: this.partitions });
  }
}

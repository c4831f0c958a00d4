import type { Partition } from '#events';
import { settledWithin, type Trouble } from '../../core/task-context.js';
import type { Holding, Subscription } from '../../port.js';
import type { KafkaDriver, Transactor } from '../driver.js';
import { GroupStream } from '../group-stream.js';
import { watch } from '../watchdog.js';
import { IntakePartition } from './intake-partition.js';
import type { TakeIn } from './intake-record.js';

export interface TopicIntakeOptions {
  /** Closes with the intake. */
  readonly driver: Pick<KafkaDriver, 'join' | 'transactor' | 'ends' | 'close'>;
  readonly topic: string;
  readonly group: string;
  readonly takeIn: TakeIn;
  readonly retryMs: number;
  readonly graceMs: number;
  readonly watchMs: number;
  readonly report: (trouble: Trouble) => void;
}

/**
 * A member of a group that takes in what others write to a topic. When its stream ends, or a partition is lost to another
 * owner, it lets go of everything and joins anew.
 */
export class TopicIntake implements Subscription {
  readonly #partitions = new Map<Partition, IntakePartition>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  readonly #over = Promise.withResolvers<undefined>();
  readonly #stream: GroupStream;

  constructor(private readonly options: TopicIntakeOptions) {
    this.#stream = this.#groupStream();
    watch(
      {
        ends: () => options.driver.ends(options.topic),
        feeds: () => new Map([...this.#partitions].map(([partition, { feed }]) => [partition, feed])),
        stuck: (error) => {
          this.#stream.replace(error);
        },
        trouble: this.#trouble,
      },
      options.watchMs,
      this.#stopped.signal,
    );
  }

  /** It never ends by itself. */
  get ended(): Promise<void> {
    return this.#over.promise;
  }

  /** Resolves when it has been given its first partitions. */
  get joined(): Promise<void> {
    return this.#stream.joined;
  }

  async holdings(): Promise<readonly Holding[]> {
    this.#stream.refuseOutsider();
    if (this.#partitions.size === 0) return [];
    const ends = await this.options.driver.ends(this.options.topic);
    return [...this.#partitions]
      .sort(([a], [b]) => a - b)
      .map(([partition, { position }]) =>
        position === undefined
          ? { partition, settled: false }
          : { partition, settled: true, position, end: ends[partition] ?? position },
      );
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#releaseAll();
    await Promise.all(this.#leaving);
    await this.#end();
  }

  drop(): void {
    this.#stopped.abort();
    this.#releaseAll();
    void this.#end();
  }

  async #end(): Promise<void> {
    await settledWithin(this.#stream.leave(), this.options.graceMs);
    await this.options.driver.close();
    this.#over.resolve(undefined);
  }

  readonly #trouble = (error: unknown): void => {
    this.options.report({ during: 'membership', error });
  };

  #groupStream(): GroupStream {
    const { driver, group, topic } = this.options;
    return new GroupStream({
      ...this.options,
      join: (sink) => driver.join(group, topic, sink),
      stopped: this.#stopped.signal,
      trouble: this.#trouble,
      assigned: (partitions, sameMember) => {
        this.#assigned(new Set(partitions), sameMember);
      },
      records: (partition, records, next) => {
        this.#partitions.get(partition)?.records(records, next);
      },
      lost: () => {
        this.#releaseAll();
      },
    });
  }

  #assigned(partitions: ReadonlySet<Partition>, sameMember: boolean): void {
    for (const partition of [...this.#partitions.keys()]) {
      if (!sameMember || !partitions.has(partition)) this.#release(partition);
    }
    for (const partition of partitions) if (!this.#partitions.has(partition)) this.#own(partition);
  }

  #own(partition: Partition): void {
    const { takeIn, retryMs, graceMs, group, report } = this.options;
    const owned = new IntakePartition(
      {
        partition,
        takeIn,
        retryMs,
        graceMs,
        open: () => this.#transactor(partition),
        stream: this.#stream.of(partition),
        trouble: (error) => {
          report({ during: 'job', group, partition, error });
        },
        lost: (error) => {
          if (this.#partitions.get(partition) === owned) this.#stream.replace(error);
        },
      },
      Promise.all([this.#stream.joined, ...this.#leaving]),
    );
    this.#partitions.set(partition, owned);
  }

  #transactor(partition: Partition): Promise<Transactor> {
    const { driver, group, topic } = this.options;
    return driver.transactor({
      transactionalId: `${group}-${topic}-${partition}`,
      group,
      topic,
      partition,
      writes: [],
    });
  }

  #releaseAll(): void {
    for (const partition of [...this.#partitions.keys()]) this.#release(partition);
  }

  #release(partition: Partition): void {
    const leaving = this.#partitions.get(partition)?.release();
    this.#partitions.delete(partition);
    if (leaving === undefined) return;
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
  }
}

import pLimit from 'p-limit';
import type { Partition, RunHistory, RunId } from '#events';
import { logClosed } from '../errors.js';
import type { FaultHook } from '../fault-points.js';
import { hashPartition } from '../hash-partition.js';
import {
  DECIDERS,
  TOPICS,
  type EventLog,
  type Offset,
  type OutgoingRecord,
  type Positions,
  type Processor,
  type Projection,
  type ReadOptions,
  type ReceivedRecord,
  type Subscription,
  type Topic,
  type WholeRun,
  type Worker,
} from '../port.js';
import { adoptByPartition, adoptInto } from './adopt.js';
import { Committer } from './committer.js';
import { Feeds } from './feeds.js';
import { Group, type StartTask } from './group.js';
import { HistoryWaits } from './history-waits.js';
import { JobSlots } from './job-slots.js';
import { pausesOf, type PauseOptions } from './pauses.js';
import { encoded, type ForeignRecord } from './pending-record.js';
import { ProcessorTask } from './processor-task.js';
import { ProjectionTask } from './projection-task.js';
import { readTopic } from './read-topic.js';
import type { LogStorage } from './storage.js';
import { StorageHistory } from './storage-history.js';
import type { TaskContext, Trouble } from './task-context.js';
import { WorkerTask } from './worker-task.js';

/** What every log above a storage can be told. */
export interface LogOptions extends PauseOptions {
  readonly now?: () => number;
  /** How long `eventsOf` waits for `atLeast`. Default 5,000 ms. */
  readonly historyTimeoutMs?: number;
  /** Told of everything that failed and is tried again, or given up where nothing else helps. */
  readonly onTrouble?: (trouble: Trouble) => void;
  readonly faultPoint?: FaultHook;
}

interface Joining {
  readonly group: string;
  readonly topic: Topic;
}

/** An event log above a storage: all that is not about bytes. */
export class StoredLog implements EventLog {
  readonly partitions: number;
  readonly history: RunHistory;
  readonly #feeds: Feeds;
  readonly #committer: Committer;
  readonly #context: TaskContext;
  readonly #groups = new Map<string, Group>();
  readonly #adoptions = pLimit(1);
  readonly #closed = new AbortController();
  #closing: Promise<void> | undefined;

  constructor(
    private readonly storage: LogStorage,
    options: LogOptions = {},
  ) {
    this.partitions = storage.partitions;
    const waits = new HistoryWaits();
    this.history = new StorageHistory(storage, waits, options.historyTimeoutMs ?? 5_000);
    this.#closed.signal.addEventListener('abort', () => {
      waits.close();
    });
    this.#feeds = new Feeds(storage);
    this.#committer = new Committer(storage, this.#feeds, {
      now: options.now ?? Date.now,
      faultPoint: options.faultPoint ?? (() => undefined),
      committed: (records) => {
        waits.committed(records);
      },
    });
    this.#context = {
      storage,
      feeds: this.#feeds,
      committer: this.#committer,
      history: this.history,
      pauses: pausesOf(options),
      report: options.onTrouble ?? (() => undefined),
    };
  }

  partitionOf(runId: RunId): Partition {
    return hashPartition(runId, this.partitions);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#closing !== undefined) throw logClosed();
    await this.#committer.commit(encoded(records));
  }

  /** Takes in records of a foreign writer that cannot be read; consumers get them as they are. */
  takeIn(records: readonly ForeignRecord[]): Promise<void> {
    return this.#committer.commit(encoded(records));
  }

  async adopt(runs: readonly WholeRun[]): Promise<readonly RunId[]> {
    if (this.#closing !== undefined) throw logClosed();
    const adopting = { storage: this.storage, committer: this.#committer, deciders: this.#group(DECIDERS) };
    return this.#adoptions(() =>
      adoptByPartition(
        runs,
        (runId) => this.partitionOf(runId),
        (partition, its) => adoptInto(partition, its, adopting),
      ),
    );
  }

  process(processor: Processor): Promise<Subscription> {
    return this.#join(processor, (lease, fail) => new ProcessorTask(processor, lease, this.#context, fail));
  }

  work(worker: Worker): Promise<Subscription> {
    const slots = new JobSlots(worker.concurrency);
    return this.#join(worker, (lease, fail) => new WorkerTask(worker, lease, this.#context, { slots, fail }));
  }

  project(projection: Projection): Promise<Subscription> {
    return this.#join(projection, (lease, fail) => new ProjectionTask(projection, lease, this.#context, fail));
  }

  endOf(topic: Topic, partition: Partition): Promise<Offset> {
    return Promise.resolve(this.#feeds.of(topic, partition).head);
  }

  read(topic: Topic, from: Positions, options: ReadOptions = {}): AsyncIterable<ReceivedRecord> {
    return readTopic(this.#feeds.ofTopic(topic), from, { ...options, closed: this.#closed.signal });
  }

  close(): Promise<void> {
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  /** Ends at once without draining, as the death of the process would; for fault tests. */
  drop(): void {
    this.#closing ??= Promise.resolve();
    this.#committer.drop();
    for (const group of this.#groups.values()) group.drop();
    this.#end();
  }

  /** Ever appended, over all topics. */
  get records(): number {
    return TOPICS.flatMap((topic) => this.#feeds.ofTopic(topic)).reduce((records, feed) => records + feed.head, 0);
  }

  /** Records that each group has not done with; of groups that nobody is a member of, as far as the log keeps their positions. */
  lag(): ReadonlyMap<string, number> {
    return new Map([...this.#groups.values()].map((group) => [group.name, this.#lagOf(group)]));
  }

  #lagOf(group: Group): number {
    const { name, topic } = group;
    return this.#feeds.ofTopic(topic).reduce((lag, feed, partition) => {
      const position = group.positionOf(partition) ?? this.storage.checkpointOf(name, topic, partition) ?? 0;
      return lag + feed.head - position;
    }, 0);
  }

  #join(member: Joining, start: StartTask) {
    if (this.#closing !== undefined) return Promise.reject(logClosed());
    return Promise.resolve(this.#group(member).join(start));
  }

  #group({ group: name, topic }: Joining): Group {
    const key = `${name}/${topic}`;
    const group = this.#groups.get(key) ?? new Group(name, topic, this.#feeds.ofTopic(topic));
    this.#groups.set(key, group);
    return group;
  }

  async #drain(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((group) => group.close()));
    this.#committer.close();
    this.#end();
  }

  #end(): void {
    this.#closed.abort();
    this.storage.close();
  }
}

import type { Partition } from '#events';
import { settledWithin, type TaskContext } from '../core/task-context.js';
import type { Holding, Offset, Subscription, Topic } from '../port.js';
import type { GroupSink, RecordStream } from './driver.js';
import { GroupStream } from './group-stream.js';
import type { FeedControl } from './partition-feed.js';
import { PartitionOwner, type OwnerOptions } from './partition-owner.js';
import { sequenceError } from './sequence-guard.js';
import { watch, type Watched } from './watchdog.js';

export interface MemberOptions {
  readonly group: string;
  readonly topic: Topic;
  readonly pauses: TaskContext['pauses'];
  readonly watchMs: number;
  readonly join: (sink: GroupSink) => Promise<RecordStream>;
  readonly ends: () => Promise<readonly Offset[]>;
  readonly replay: (partition: Partition) => FeedControl['replay'];
  readonly settleIn: OwnerOptions['settleIn'];
  /** Of a partition, or of the membership as a whole. */
  readonly trouble: (error: unknown, partition?: Partition) => void;
  readonly ended: () => void;
}

/** Membership in a group: owns what the group assigns, and joins again whenever the client has stopped or got stuck. */
export class GroupMember implements Subscription {
  readonly ended: Promise<void>;
  readonly #owners = new Map<Partition, PartitionOwner>();
  /** Those that still finish what they have in hand. */
  readonly #leaving = new Map<Partition, Promise<void>>();
  readonly #stopped = new AbortController();
  readonly #stream: GroupStream;
  #end: (error?: Error) => void = () => undefined;

  constructor(private readonly options: MemberOptions) {
    this.ended = new Promise((resolve, reject) => {
      this.#end = (error) => {
        options.ended();
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    // Whoever does not look at it need not hear of it.
    this.ended.catch(() => undefined);
    this.#stream = this.#groupStream();
    watch(this.#watched(), options.watchMs, this.#stopped.signal);
  }

  /** Resolves when the member holds what it was assigned first, but for what it cannot have at once. */
  get joined(): Promise<void> {
    return this.#stream.joined.then(async () => {
      await Promise.all([...this.#owners.values()].map((owner) => owner.tried));
    });
  }

  async holdings(): Promise<readonly Holding[]> {
    this.#stream.refuseOutsider();
    if (this.#owners.size === 0) return [];
    const ends = await this.options.ends();
    return [...this.#owners]
      .sort(([a], [b]) => a - b)
      .map(([partition, { position }]) => {
        if (position === undefined) return { partition, settled: false };
        return { partition, settled: true, position, end: ends[partition] ?? position };
      });
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#releaseAll();
    await Promise.all(this.#leaving.values());
    await this.#stream.leave();
    this.#end();
  }

  /** Resolves, once the member has ended, when nothing of it is left in the group. */
  get gone(): Promise<void> {
    return this.#stream.leave();
  }

  drop(): void {
    this.#stopped.abort();
    this.#takeOwners().forEach((owner) => {
      owner.abandon();
    });
    void this.#stream.leave();
    this.#end();
  }

  #fail(error: Error): void {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    this.#takeOwners().forEach((owner) => {
      owner.evict();
    });
    void this.#stream.leave();
    this.#end(error);
  }

  #groupStream(): GroupStream {
    const { join, pauses, trouble } = this.options;
    return new GroupStream({
      ...pauses,
      join,
      trouble,
      stopped: this.#stopped.signal,
      assigned: (partitions, sameMember) => {
        this.#assigned(new Set(partitions), sameMember);
      },
      records: (partition, records, next) => {
        this.#owners.get(partition)?.records(records, next);
      },
      lost: () => {
        this.#releaseAll();
      },
    });
  }

  #assigned(partitions: ReadonlySet<Partition>, sameMember: boolean): void {
    for (const partition of [...this.#owners.keys()]) {
      if (!sameMember || !partitions.has(partition)) this.#release(partition);
    }
    for (const partition of partitions) if (!this.#owners.has(partition)) this.#own(partition);
  }

  #own(partition: Partition): void {
    const { group, topic, pauses, ends, settleIn, trouble } = this.options;
    const owner = new PartitionOwner(
      {
        group,
        topic,
        partition,
        retryMs: pauses.retryMs,
        settleIn,
        control: this.#control(partition),
        end: async () => (await ends())[partition] ?? 0,
        trouble: (error) => {
          if (this.#owners.get(partition) === owner) trouble(error, partition);
        },
        fail: (error) => {
          this.#fail(error);
        },
      },
      // Who has not let go by then is fenced.
      Promise.all([this.#stream.joined, this.#finished(partition)]),
    );
    this.#owners.set(partition, owner);
  }

  #control(partition: Partition): FeedControl {
    return {
      ...this.#stream.of(partition),
      replay: this.options.replay(partition),
      trouble: (trouble) => {
        this.options.trouble(sequenceError(trouble), partition);
      },
    };
  }

  #releaseAll(): void {
    for (const partition of [...this.#owners.keys()]) this.#release(partition);
  }

  #release(partition: Partition): void {
    const owner = this.#owners.get(partition);
    if (owner === undefined) return;
    this.#owners.delete(partition);
    const leaving = owner.release().then(() => {
      if (this.#leaving.get(partition) === leaving) this.#leaving.delete(partition);
    });
    this.#leaving.set(partition, leaving);
  }

  /** When who had it here has let go of it; what has got stuck may hang. */
  #finished(partition: Partition): Promise<void> {
    return settledWithin(this.#leaving.get(partition) ?? Promise.resolve(), this.options.pauses.graceMs);
  }

  #takeOwners(): readonly PartitionOwner[] {
    const owners = [...this.#owners.values()];
    this.#owners.clear();
    return owners;
  }

  #watched(): Watched {
    return {
      ends: this.options.ends,
      feeds: () => new Map([...this.#owners].map(([partition, { feed }]) => [partition, feed])),
      stuck: (error) => {
        this.#stream.replace(error);
      },
      trouble: (error) => {
        this.options.trouble(error);
      },
    };
  }
}

import type { Partition } from '#events';
import type { PartitionTask } from '../core/group.js';
import type { Lease } from '../core/storage.js';
import { pause } from '../core/task-context.js';
import { isLogError } from '../errors.js';
import type { Offset, Topic } from '../port.js';
import type { WireRecord } from './driver.js';
import { PartitionFeed, type FeedControl } from './partition-feed.js';

/** A task in the right place, fenced and not yet begun. */
export interface Tenure {
  begin(fail: (error: Error) => void): PartitionTask;
  close(): Promise<void>;
}
export interface OwnerOptions {
  readonly group: string;
  readonly topic: Topic;
  readonly partition: Partition;
  readonly retryMs: number;
  readonly control: FeedControl;
  /** The end of the partition. */
  readonly end: () => Promise<Offset>;
  /** Fences the former owner, then reads where to begin. */
  readonly settleIn: (lease: Lease, feed: PartitionFeed) => Promise<Tenure>;
  readonly trouble: (error: unknown) => void;
  /** Ends the whole subscription. */
  readonly fail: (error: Error) => void;
}

/**
 * A member's hold on one partition. Fenced by another owner it lets go, and begins anew only if after a pause the group
 * still says that the partition is its own.
 */
export class PartitionOwner {
  readonly #stopped = new AbortController();
  readonly #running: Promise<void>;
  #lease: Lease | undefined;
  #feed: PartitionFeed | undefined;
  #task: PartitionTask | undefined;
  #tenure: Tenure | undefined;
  /** Resolves when the subscriber has been told that its last tenure is over. */
  #evicted: Promise<void> = Promise.resolve();
  #letGo: () => void = () => undefined;
  #noteTried: () => void = () => undefined;
  /** Resolves when the partition is held, or cannot be had at once. */
  readonly tried = new Promise<void>((resolve) => {
    this.#noteTried = resolve;
  });

  /** Begins once `ready` has resolved: when whoever held the partition in this process has let go. */
  constructor(
    private readonly options: OwnerOptions,
    ready: Promise<unknown>,
  ) {
    this.#running = ready.then(() => this.#run());
  }

  get feed(): PartitionFeed | undefined {
    return this.#feed;
  }

  /** The next offset whose record is not done with, once it is at work. */
  get position(): Offset | undefined {
    return this.#task?.settled === true ? this.#feed?.standingAt(this.#task.position) : undefined;
  }

  records(records: readonly WireRecord[], next: Offset): void {
    this.#feed?.push(records, next);
  }

  /** Takes nothing new, finishes what is in hand, gives the partition up. */
  async release(): Promise<void> {
    this.#stopped.abort();
    await this.#task?.release();
    await this.#end();
  }

  /** Ends at once, as by the death of the process. */
  abandon(): void {
    this.#stopped.abort();
    if (this.#lease !== undefined) this.#lease.active = false;
    this.#task?.abandon();
    void this.#end();
  }

  /** Ends, and tells the subscriber once what is in hand has settled. */
  evict(): void {
    this.#stopped.abort();
    this.#evictTask();
    void this.#end();
  }

  async #end(): Promise<void> {
    if (this.#lease !== undefined) this.#lease.active = false;
    this.#letGo();
    await this.#running;
    this.#noteTried();
  }

  async #run(): Promise<void> {
    const { retryMs, trouble } = this.options;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#hold();
      } catch (error) {
        trouble(error);
      }
      this.#noteTried();
      await this.#tenure?.close();
      await this.#evicted;
      this.#tenure = this.#feed = this.#task = undefined;
      await pause(retryMs, this.#stopped.signal);
    }
  }

  /** One tenure, from its beginning until it is lost or given up. */
  async #hold(): Promise<void> {
    const { group, topic, partition, control, end, settleIn } = this.options;
    const lease: Lease = (this.#lease = { group, topic, partition, active: true });
    const feed = new PartitionFeed({ topic, partition, end: await end() }, control);
    const tenure = (this.#tenure = await settleIn(lease, feed));
    if (this.#stopped.signal.aborted) return;
    const lost = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    this.#feed = feed;
    this.#task = tenure.begin((error) => {
      this.#failed(error);
    });
    this.#noteTried();
    await lost;
  }

  #failed(error: Error): void {
    if (!isLogError(error) || error.code !== 'log_fenced') {
      this.options.fail(error);
      return;
    }
    if (this.#lease?.active !== true) return;
    this.options.trouble(error);
    this.#evictTask();
    this.#letGo();
  }

  #evictTask(): void {
    if (this.#lease !== undefined) this.#lease.active = false;
    this.#evicted = this.#task?.evict() ?? Promise.resolve();
  }
}

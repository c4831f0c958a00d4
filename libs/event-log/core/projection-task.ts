import { LogError } from '../errors.js';
import type { Offset, Projection } from '../port.js';
import type { PartitionTask } from './group.js';
import { PartitionLoop } from './partition-loop.js';
import type { Lease } from './storage.js';
import { settledWithin, type RecordReader, type RecordSource, type TaskContext } from './task-context.js';

/** Records in one batch at most. */
const BATCH = 512;

/** Hands records to a store that keeps the position itself. */
export class ProjectionTask implements PartitionTask {
  #position: Offset = 0;
  #settled = false;
  readonly #loop = new PartitionLoop();
  readonly #feed: RecordSource;
  readonly #reader: RecordReader;
  readonly #finished: Promise<void>;

  constructor(
    private readonly projection: Projection,
    private readonly lease: Lease,
    private readonly context: Pick<TaskContext, 'feeds' | 'pauses' | 'report'>,
    fail: (error: Error) => void,
  ) {
    const { group, topic, partition } = lease;
    this.#feed = context.feeds.of(topic, partition);
    this.#reader = this.#feed.reader(0, this.#loop.wake);
    this.#finished = this.#loop.run(() => this.#consume(), {
      retryMs: context.pauses.retryMs,
      retry: (error) => {
        context.report({ group, partition, during: 'project', error });
      },
      fail,
    });
  }

  get position(): Offset {
    return this.#position;
  }

  get settled(): boolean {
    return this.#settled;
  }

  async release(): Promise<void> {
    this.#loop.stop();
    await settledWithin(this.#finished, this.context.pauses.graceMs);
    this.#reader.close();
  }

  abandon(): void {
    this.#loop.stop();
    this.#reader.close();
  }

  /** Its position is the store's: there is nothing to tell. */
  evict(): Promise<void> {
    this.abandon();
    return Promise.resolve();
  }

  async #consume(): Promise<void> {
    const stored = (await this.projection.positionOf(this.lease.partition)) ?? 0;
    if (stored > this.#feed.head) throw this.#ahead(stored);
    this.#position = this.#reader.position = stored;
    this.#settled = true;
    await this.#loop.drain(() => this.#step());
  }

  async #step(): Promise<boolean> {
    const batch = this.#reader.take(BATCH);
    const last = batch.at(-1);
    if (last === undefined) return false;
    await this.projection.apply(this.lease.partition, batch, this.#position);
    this.#position = last.offset + 1;
    return true;
  }

  #ahead(stored: Offset): LogError {
    const { group, topic, partition } = this.lease;
    return new LogError(
      'position_ahead',
      `projection ${group} stands at ${stored} in ${topic}/${partition}, which ends at ${this.#feed.head}: ` +
        'the log is new, an older copy or another one; a process that starts says what to do',
    );
  }
}

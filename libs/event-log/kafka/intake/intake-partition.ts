import type { Partition } from '#events';
import { PartitionLoop } from '../../core/partition-loop.js';
import { pause, settledWithin } from '../../core/task-context.js';
import type { Offset } from '../../port.js';
import type { Transactor, WireRecord } from '../driver.js';
import type { PartitionStream } from '../group-stream.js';
import { IntakeQueue } from './intake-queue.js';
import type { IntakeRecord, TakeIn } from './intake-record.js';

export interface IntakePartitionOptions {
  readonly partition: Partition;
  /** Fences the former owner. */
  readonly open: () => Promise<Transactor>;
  readonly stream: PartitionStream;
  readonly takeIn: TakeIn;
  readonly retryMs: number;
  readonly graceMs: number;
  /** Records were not taken in, and are handed on again. */
  readonly trouble: (error: unknown) => void;
  /** The partition is not held any more. */
  readonly lost: (error: unknown) => void;
}

/** One partition in the hands of one member: hands its records on, and moves the group's position behind them. */
export class IntakePartition {
  readonly #stopping = new AbortController();
  readonly #loop = new PartitionLoop();
  readonly #running: Promise<void>;
  #queue: IntakeQueue | undefined;
  #held = false;
  #position: Offset | undefined;

  /** Begins once `ready` has resolved. */
  constructor(
    private readonly options: IntakePartitionOptions,
    ready: Promise<unknown>,
  ) {
    this.#running = ready.then(() => this.#run());
  }

  /** The next offset that has not been taken in, once it is known. */
  get position(): Offset | undefined {
    return this.#position;
  }

  /** What has come so far, and whether more is expected; for `watch`. */
  get feed(): { readonly next: Offset; readonly expecting: boolean } | undefined {
    return this.#queue && { next: this.#queue.next, expecting: !this.#held };
  }

  records(records: readonly WireRecord[], next: Offset): void {
    this.#queue?.push(records, next);
    this.#keepPace();
    this.#loop.wake();
  }

  /** Takes nothing new, finishes what is in hand. */
  async release(): Promise<void> {
    this.#stop();
    await settledWithin(this.#running, this.options.graceMs);
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  #stop(): void {
    this.#stopping.abort();
    this.#loop.stop();
  }

  async #run(): Promise<void> {
    if (this.#isStopped()) return;
    let transactor: Transactor | undefined;
    try {
      transactor = await this.options.open();
      await this.#consume(transactor);
    } catch (error) {
      if (!this.#isStopped()) this.options.lost(error);
    } finally {
      await transactor?.close();
    }
  }

  async #consume(transactor: Transactor): Promise<void> {
    const { partition, stream } = this.options;
    const position = (await transactor.committed()) ?? 0;
    this.#position = position;
    this.#queue = new IntakeQueue(partition, position);
    stream.start(position);
    await this.#loop.drain(() => this.#step(transactor));
  }

  async #step(transactor: Transactor): Promise<boolean> {
    const batch = this.#queue?.take() ?? [];
    const last = batch.at(-1);
    if (last === undefined) return false;
    if (!(await this.#takenIn(batch))) return false;
    await transactor.commit([], last.offset + 1);
    this.#position = last.offset + 1;
    this.#keepPace();
    return true;
  }

  /** False when it was stopped before. */
  async #takenIn(batch: readonly IntakeRecord[]): Promise<boolean> {
    const { takeIn, retryMs, trouble } = this.options;
    const { signal } = this.#stopping;
    while (!this.#isStopped()) {
      try {
        await takeIn(batch, signal);
        return true;
      } catch (error) {
        if (this.#isStopped()) break;
        trouble(error);
        await pause(retryMs, signal);
      }
    }
    return false;
  }

  #keepPace(): void {
    const isFull = this.#queue?.isFull === true;
    if (isFull === this.#held) return;
    this.#held = isFull;
    if (isFull) this.options.stream.pause();
    else this.options.stream.resume();
  }
}

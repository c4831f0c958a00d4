import { isRefusal } from '../errors.js';
import type { Held, Job, Offset, OutgoingRecord } from '../port.js';
import type { JobSlots } from './job-slots.js';
import { Lanes } from './lanes.js';

/** A job on its way: `outputs` once it has run, until they are durable. */
export interface QueuedJob {
  readonly job: Job;
  readonly offset: Offset;
  outputs?: readonly OutgoingRecord[];
}

export interface JobQueueOptions {
  readonly slots: JobSlots;
  readonly retryMs: number;
  readonly held: Held;
  /** Makes outputs and the job's end durable. */
  readonly commit: (queued: QueuedJob, outputs: readonly OutgoingRecord[]) => Promise<void>;
  /** The job is tried again. */
  readonly rejected: (error: unknown) => void;
  /** The job has outputs that can never be written. */
  readonly gaveUp: (error: unknown) => void;
  /** There may be room for more. */
  readonly freed: () => void;
}

/** Runs one partition's jobs: those of a lane one after the other, each until its outputs are durable. */
export class JobQueue {
  readonly #lanes = new Lanes<QueuedJob>();
  /** Have their lane, need a slot. */
  readonly #ready: QueuedJob[] = [];
  readonly #running = new Map<Promise<void>, AbortController>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(private readonly options: JobQueueOptions) {}

  /** Jobs that wait for their lane. */
  get waiting(): number {
    return this.#lanes.waiting;
  }

  add(queued: QueuedJob): void {
    if (this.#lanes.enter(queued.job.lane, queued)) this.#ready.push(queued);
  }

  /** Starts what is ready while there are slots; false when a slot is missing. */
  startReady(): boolean {
    while (this.#ready.length > 0) {
      if (!this.options.slots.take()) return false;
      const queued = this.#ready.shift();
      if (queued !== undefined) this.#start(queued);
    }
    return true;
  }

  /** Starts nothing more and aborts what runs. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#pauses) clearTimeout(timer);
    for (const controller of this.#running.values()) controller.abort();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running.keys());
  }

  #start(queued: QueuedJob): void {
    const controller = new AbortController();
    const running = this.#run(queued, controller.signal).then((done) => {
      this.#running.delete(running);
      if (done) this.#leaveLane(queued);
      else if (!this.#stopped) this.#retryLater(queued);
      this.options.slots.release();
      this.options.freed();
    });
    this.#running.set(running, controller);
  }

  /** True when the job's end is durable. */
  async #run(queued: QueuedJob, signal: AbortSignal): Promise<boolean> {
    try {
      queued.outputs ??= await queued.job.run(signal, this.options.held);
      await this.#end(queued, queued.outputs);
      return true;
    } catch (error) {
      this.options.rejected(error);
      return false;
    }
  }

  /** With its outputs, or without them if they can never be written. */
  async #end(queued: QueuedJob, outputs: readonly OutgoingRecord[]): Promise<void> {
    try {
      await this.options.commit(queued, outputs);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.options.gaveUp(error);
      await this.options.commit(queued, []);
    }
  }

  #leaveLane(queued: QueuedJob): void {
    const next = this.#lanes.leave(queued.job.lane);
    if (next !== undefined) this.#ready.push(next);
  }

  #retryLater(queued: QueuedJob): void {
    const timer = setTimeout(() => {
      this.#pauses.delete(timer);
      this.#ready.push(queued);
      this.options.freed();
    }, this.options.retryMs);
    this.#pauses.add(timer);
  }
}

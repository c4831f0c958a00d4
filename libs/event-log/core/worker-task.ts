import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Offset, OutgoingRecord, ReceivedRecord, Worker } from '../port.js';
import type { PartitionTask } from './group.js';
import { JobQueue, type QueuedJob } from './job-queue.js';
import type { JobSlots } from './job-slots.js';
import { LowWatermark } from './low-watermark.js';
import { PartitionLoop } from './partition-loop.js';
import { encoded, type EncodedRecords } from './pending-record.js';
import type { Lease } from './storage.js';
import { guarded, revoke, settledWithin, type RecordReader, type TaskContext } from './task-context.js';

/** Records observed before the event loop gets a turn. */
const OBSERVED_AT_ONCE = 1_024;
/** Records taken in order to ask for their jobs. */
const ASKED_AT_ONCE = 64;
/** With this many jobs behind busy lanes no further ones are asked for until one of those lanes moves; observing goes on. */
const MAX_WAITING = 4_096;

/**
 * Long work on one partition's records. Two cursors: `observer` runs to the end whatever the jobs do, `asker` follows
 * as far as there is room for jobs, so that a backlog of work stays in the log and not in memory.
 */
export class WorkerTask implements PartitionTask {
  readonly #loop = new PartitionLoop();
  readonly #observer: RecordReader;
  readonly #asker: RecordReader;
  readonly #watermark: LowWatermark;
  readonly #jobs: JobQueue;
  readonly #finished: Promise<void>;
  #noted: Offset;
  #assigned = false;
  #asked: readonly ReceivedRecord[] = [];
  #askedIndex = 0;
  /** Where the takeover ends: as far as was observed before the first job; undefined until then. */
  #takeoverEnd: Offset | undefined;
  /** Why nothing more could be asked for; the loop takes it up. */
  #askFailure: { readonly error: unknown } | undefined;

  constructor(
    private readonly worker: Worker,
    private readonly lease: Lease,
    private readonly context: TaskContext,
    private readonly membership: { readonly slots: JobSlots; readonly fail: (error: Error) => void },
  ) {
    const { group, topic, partition } = lease;
    const position = context.storage.checkpointOf(group, topic, partition) ?? 0;
    const feed = context.feeds.of(topic, partition);
    this.#noted = position;
    this.#watermark = new LowWatermark(position);
    this.#observer = feed.reader(position, this.#loop.wake);
    this.#asker = feed.reader(position, this.#loop.wake);
    this.#jobs = new JobQueue({
      slots: membership.slots,
      retryMs: context.pauses.retryMs,
      held: () => context.committer.confirm(lease),
      commit: (queued, outputs) => this.#end(queued, outputs),
      rejected: (error) => {
        if (!this.#loop.stopped) context.report({ group, partition, during: 'job', error });
      },
      gaveUp: (error) => {
        context.report({ group, partition, during: 'job', error });
      },
      freed: this.#startJobs,
    });
    this.#finished = this.#loop.run(() => this.#work(), {
      retryMs: context.pauses.retryMs,
      retry: (error) => {
        context.report({ group, partition, during: 'assign', error });
      },
      fail: membership.fail,
    });
  }

  get position(): Offset {
    return this.#watermark.settled;
  }

  get settled(): boolean {
    return this.#takeoverEnd !== undefined;
  }

  async release(): Promise<void> {
    this.#stop();
    await this.#doneInHand();
    if (!this.lease.active) return;
    this.#revoke();
    await this.#commitPosition();
  }

  abandon(): void {
    this.#stop();
  }

  async evict(): Promise<void> {
    this.#stop();
    await this.#doneInHand();
    this.#revoke();
  }

  #doneInHand(): Promise<void> {
    const inHand = Promise.all([this.#finished, this.#jobs.settled()]);
    return settledWithin(inHand, this.context.pauses.graceMs);
  }

  #revoke(): void {
    revoke(this.worker, this.lease, this.context.report);
  }

  #stop(): void {
    this.#loop.stop();
    this.#jobs.stop();
    this.#observer.close();
    this.#asker.close();
    this.membership.slots.withdraw(this.#startJobs);
  }

  /** Assigned once: what the worker knows from observing is not observed again after a failure. */
  async #work(): Promise<void> {
    if (!this.#assigned) await this.worker.assigned(this.lease.partition);
    this.#assigned = true;
    this.membership.slots.offerTo(this.#startJobs);
    await this.#loop.drain(() => this.#step());
  }

  /** Observes what there is, then starts what may start. */
  async #step(): Promise<boolean> {
    const records = this.#observer.take(OBSERVED_AT_ONCE);
    this.#guarded('observe', () => {
      for (const record of records) this.worker.observe(record);
    });
    if (this.#observer.atEnd) this.#takeoverEnd ??= this.#observer.position;
    this.#startJobs();
    this.#throwAskFailure();
    if (!this.#observer.atEnd) await nextTurn();
    return records.length > 0;
  }

  readonly #startJobs = (): void => {
    if (this.#loop.stopped || this.#takeoverEnd === undefined || this.#askFailure !== undefined) return;
    try {
      this.#ask(this.#takeoverEnd);
    } catch (error) {
      this.#askFailure = { error };
      this.#loop.wake();
      return;
    }
    this.#notePosition();
  };

  #throwAskFailure(): void {
    const failure = this.#askFailure;
    this.#askFailure = undefined;
    if (failure !== undefined) throw failure.error;
  }

  #ask(takeoverEnd: Offset): void {
    while (this.#jobs.startReady() && this.membership.slots.available && this.#jobs.waiting < MAX_WAITING) {
      const record = this.#nextToAsk();
      if (record === undefined) return;
      const { offset } = record;
      const job = this.#guarded('jobOf', () => this.worker.jobOf(record, offset < takeoverEnd));
      if (job === undefined) this.#watermark.pass(offset);
      else {
        this.#watermark.start(offset);
        this.#jobs.add({ job, offset });
      }
    }
  }

  #nextToAsk(): ReceivedRecord | undefined {
    if (this.#askedIndex === this.#asked.length) {
      this.#asked = this.#asker.take(ASKED_AT_ONCE, this.#observer.position);
      this.#askedIndex = 0;
    }
    const record = this.#asked[this.#askedIndex];
    if (record !== undefined) this.#askedIndex += 1;
    return record;
  }

  /** An end without outputs may wait for a commit. */
  async #end({ offset }: QueuedJob, outputs: readonly OutgoingRecord[]): Promise<void> {
    if (outputs.length > 0) await this.#write(outputs, offset);
    this.#watermark.settle(offset);
  }

  #write(outputs: readonly OutgoingRecord[], offset: Offset): Promise<void> {
    const { publish } = this.context;
    const written = encoded(outputs);
    if (publish !== undefined && this.worker.outputsMayRepeat?.(outputs) === true) return publish(written);
    return this.#commit(written, offset);
  }

  /** Outputs and the job's end. */
  async #commit(outputs: EncodedRecords, offset: Offset): Promise<void> {
    this.#watermark.handIn(offset);
    const { position } = this.#watermark;
    try {
      await this.context.committer.commit(outputs, { lease: this.lease, position });
    } catch (error) {
      this.#watermark.takeBack(offset);
      throw error;
    }
    this.#noted = Math.max(this.#noted, position);
  }

  /** Not past what has only been handed in: that may fail in a commit before the one that this rides on. */
  #notePosition(): void {
    const { position } = this;
    if (position <= this.#noted) return;
    this.#noted = position;
    this.context.committer.note({ lease: this.lease, position });
  }

  /** So that the successor does not repeat what is done. */
  async #commitPosition(): Promise<void> {
    const { group, topic, partition } = this.lease;
    const { position } = this;
    if (position === (this.context.storage.checkpointOf(group, topic, partition) ?? 0)) return;
    try {
      await this.context.committer.commit(encoded([]), { lease: this.lease, position });
    } catch (error) {
      this.context.report({ group, partition, during: 'release', error });
    }
  }

  #guarded<T>(handler: keyof Worker, call: () => T): T {
    return guarded(this.lease.group, handler, call);
  }
}

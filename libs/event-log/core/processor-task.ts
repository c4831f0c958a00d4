import { asRunId, type RunId } from '#events';
import { isRefusal, type LogError } from '../errors.js';
import { isUnreadable, type Decided, type Offset, type Processor, type ReceivedRecord } from '../port.js';
import { Gathering } from './gathering.js';
import type { PartitionTask } from './group.js';
import { PartitionLoop } from './partition-loop.js';
import { encoded } from './pending-record.js';
import type { Lease } from './storage.js';
import { guarded, revoke, settledWithin, type RecordReader, type TaskContext } from './task-context.js';

/** Records in one batch at most. */
const BATCH = 512;

/** Records in, records out, atomic with the checkpoint; one batch after the other. */
export class ProcessorTask implements PartitionTask {
  #position: Offset;
  #settled = false;
  /** Below it records are handed on one by one: of all that one batch led to something could not be written. */
  #singlyUntil: Offset = 0;
  readonly #loop = new PartitionLoop();
  readonly #gathering = new Gathering();
  readonly #reader: RecordReader;
  readonly #finished: Promise<void>;

  constructor(
    private readonly processor: Processor,
    private readonly lease: Lease,
    private readonly context: TaskContext,
    fail: (error: Error) => void,
  ) {
    const { group, topic, partition } = lease;
    this.#position = context.storage.checkpointOf(group, topic, partition) ?? 0;
    this.#reader = context.feeds.of(topic, partition).reader(this.#position, this.#loop.wake);
    this.#finished = this.#loop.run(() => this.#consume(), {
      retryMs: context.pauses.retryMs,
      retry: (error) => {
        this.#revoke();
        context.report({ group, partition, during: 'process', error });
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
    if (this.lease.active) this.#revoke();
  }

  abandon(): void {
    this.#loop.stop();
    this.#reader.close();
  }

  async evict(): Promise<void> {
    this.abandon();
    await settledWithin(this.#finished, this.context.pauses.graceMs);
    this.#revoke();
  }

  async #consume(): Promise<void> {
    await this.#begin();
    await this.#loop.drain(() => this.#step());
  }

  async #begin(): Promise<void> {
    this.#reader.position = this.#position;
    this.#settled = false;
    await this.processor.assigned(this.lease.partition, this.context.history);
    this.#settled = true;
  }

  async #step(): Promise<boolean> {
    if (this.context.pauses.gather === true) await this.#loop.pause(this.#gathering.waitMs);
    const batch = this.#reader.take(this.#position < this.#singlyUntil ? 1 : BATCH);
    if (batch.length === 0) return false;
    await this.processor.prepare(this.lease.partition, runIdsOf(batch), this.context.history);
    if (this.#loop.stopped) return false;
    const decided = this.#guarded('handle', () => this.processor.handle(this.lease.partition, batch));
    try {
      await this.#gathering.timed(batch.length, this.#commit(decided));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.#afterRefusal(batch, error);
    }
    return true;
  }

  async #commit(decided: Decided): Promise<void> {
    const { position } = this.#reader;
    await this.context.committer.commit(encoded(decided.records), { lease: this.lease, position });
    this.#position = position;
    this.#guarded('committed', () => {
      decided.committed();
    });
  }

  /** Nothing of what the batch led to was written. */
  async #afterRefusal(batch: readonly ReceivedRecord[], error: LogError): Promise<void> {
    if (this.#loop.stopped) throw error;
    const [record, second] = batch;
    const { group, partition } = this.lease;
    if (record === undefined || second !== undefined) {
      this.#singlyUntil = this.#reader.position;
      this.#revoke();
      await this.#begin();
      return;
    }
    const instead = this.#guarded('refused', () => this.processor.refused?.(partition, record, error));
    if (instead === undefined) throw error;
    this.context.report({ group, partition, during: 'process', error });
    await this.#commit(instead);
  }

  #revoke(): void {
    revoke(this.processor, this.lease, this.context.report);
  }

  #guarded<T>(handler: keyof Processor | keyof Decided, call: () => T): T {
    return guarded(this.lease.group, handler, call);
  }
}

function runIdsOf(batch: readonly ReceivedRecord[]): readonly RunId[] {
  const ids = new Set<RunId>();
  for (const record of batch) {
    if (isUnreadable(record)) ids.add(asRunId(record.key));
    else ids.add(record.topic === 'run-dead-letters' ? asRunId(record.deadLetter.runId) : record.message.runId);
  }
  ids.delete(asRunId(''));
  return [...ids];
}

import type { Partition } from '#events';
import { pause, settledWithin } from '../core/task-context.js';
import { LogError } from '../errors.js';
import type { Offset } from '../port.js';
import type { GroupSink, RecordStream, StreamSink } from './driver.js';

export interface GroupStreamOptions extends Pick<GroupSink, 'assigned'>, Pick<StreamSink, 'records'> {
  readonly join: (sink: GroupSink) => Promise<RecordStream>;
  /** Before it is joined again. */
  readonly retryMs: number;
  /** Closing is waited for so long. */
  readonly graceMs: number;
  /** Nothing is heard, and it is not joined again, once this aborts. */
  readonly stopped: AbortSignal;
  /** It has ended, and with it every assignment. */
  readonly lost: () => void;
  readonly trouble: (error: unknown) => void;
}

/** See `RecordStream`. */
export interface PartitionStream {
  readonly start: (offset: Offset) => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** The stream of a group's member; whenever it ends another is joined, and what the former one still says is not heard. */
export class GroupStream {
  #stream: RecordStream | undefined;
  /** How often one was asked for; only the latest is heard. */
  #asked = 0;
  #joined: Promise<void>;
  #left: Promise<void> | undefined;

  constructor(private readonly options: GroupStreamOptions) {
    this.#joined = this.#join();
  }

  /** Resolves with the first assignment of the present stream. */
  get joined(): Promise<void> {
    return this.#joined;
  }

  /**
   * While it is being joined nobody knows who has what.
   * @throws LogError `broker_unreachable`
   */
  refuseOutsider(): void {
    if (this.#stream !== undefined) return;
    throw new LogError('broker_unreachable', 'is not in its group at the moment, and joins it');
  }

  /** What of one partition is delivered, by whichever stream there is. */
  of(partition: Partition): PartitionStream {
    return {
      start: (offset) => this.#stream?.start(partition, offset),
      pause: () => this.#stream?.pause(partition),
      resume: () => this.#stream?.resume(partition),
    };
  }

  /** Ends it, because of this error. */
  replace(error: unknown): void {
    this.options.trouble(error);
    const former = this.#stream;
    this.#stream = undefined;
    this.#asked += 1;
    this.options.lost();
    this.#joined = this.#joined.then(async () => {
      await this.#closed(former);
      await pause(this.options.retryMs, this.options.stopped);
      await this.#join();
    });
  }

  /** Once it has stopped. */
  leave(): Promise<void> {
    this.#left ??= this.#joined.then(() => this.#closed(this.#stream));
    return this.#left;
  }

  async #join(): Promise<void> {
    const { join, retryMs, stopped, trouble } = this.options;
    while (!stopped.aborted) {
      try {
        this.#stream = await join(this.#sink());
        return;
      } catch (error) {
        trouble(error);
        await pause(retryMs, stopped);
      }
    }
  }

  #sink(): GroupSink {
    const asked = ++this.#asked;
    const heard = (): boolean => asked === this.#asked && !this.options.stopped.aborted;
    return {
      assigned: (partitions, sameMember) => {
        if (heard()) this.options.assigned(partitions, sameMember);
      },
      records: (partition, records, next) => {
        if (heard()) this.options.records(partition, records, next);
      },
      failed: (error) => {
        if (heard()) this.replace(error);
      },
    };
  }

  /** What has got stuck may hang. */
  #closed(stream: RecordStream | undefined): Promise<void> {
    return settledWithin(Promise.resolve(stream?.close()), this.options.graceMs);
  }
}

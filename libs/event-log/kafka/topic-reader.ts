import type { Partition } from '#events';
import { pause, type RecordReader } from '../core/task-context.js';
import { Wakeup } from '../core/wakeup.js';
import { isLogError } from '../errors.js';
import type { Offset, Positions, ReadOptions, ReceivedRecord, Topic } from '../port.js';
import type { RecordStream, StreamSink } from './driver.js';
import { PartitionFeed, type FeedControl } from './partition-feed.js';
import { sequenceError } from './sequence-guard.js';
import { watch, type Watched } from './watchdog.js';

/** Records taken from a partition before the next one has its turn. */
const BATCH = 256;
/** Streams in a row that bring nothing, after which a reading of what there is gives up; one that follows never does. */
const PATIENCE = 8;

export interface ReaderOptions extends ReadOptions {
  readonly topic: Topic;
  readonly from: Positions;
  /** The ends as they were at the call. */
  readonly ends: Promise<readonly Offset[]>;
  readonly open: (sink: StreamSink) => Promise<RecordStream>;
  readonly closed: AbortSignal;
  /** Where the topic ends at present; asked every `watchMs`, so that a stream that has stopped without a word is replaced. */
  readonly endsNow: () => Promise<readonly Offset[]>;
  readonly watchMs: number;
  /** Before a stream that has ended by itself is replaced. */
  readonly retryMs: number;
  readonly trouble: (error: unknown) => void;
}

interface Cursor {
  readonly feed: PartitionFeed;
  readonly reader: RecordReader;
  readonly end: Offset;
}

/** One iteration over a topic. */
class TopicReading {
  readonly #wakeup = new Wakeup();
  readonly #cursors = new Map<Partition, Cursor>();
  readonly #signals: readonly AbortSignal[];
  #stream: RecordStream | undefined;
  #failure: { readonly error: unknown } | undefined;
  #failures = 0;

  constructor(private readonly options: ReaderOptions) {
    this.#signals = options.signal === undefined ? [options.closed] : [options.closed, options.signal];
  }

  async *records(): AsyncGenerator<ReceivedRecord> {
    const over = new AbortController();
    for (const signal of this.#signals) signal.addEventListener('abort', this.#wake);
    try {
      if (!(await this.#open())) return;
      watch(this.#watched(), this.options.watchMs, over.signal);
      while (!this.#ended) {
        if (yield* this.#round()) continue;
        if (this.#exhausted) return;
        if (this.#failure === undefined) await this.#wakeup.wait();
        else await this.#replaceStream(this.#failure.error);
      }
    } finally {
      over.abort();
      for (const signal of this.#signals) signal.removeEventListener('abort', this.#wake);
      await this.#stream?.close();
    }
  }

  readonly #wake = (): void => {
    this.#wakeup.wake();
  };

  readonly #failed = (error: unknown): void => {
    this.#failure = { error };
    this.#wake();
  };

  get #ended(): boolean {
    return this.#signals.some((signal) => signal.aborted);
  }

  get #exhausted(): boolean {
    return [...this.#cursors.values()].every(({ reader, end }) => reader.position >= end);
  }

  /** False when there is nothing to wait for. */
  async #open(): Promise<boolean> {
    (await this.#endsAtCall()).forEach((end, partition) => {
      this.#place(partition, end);
    });
    if (this.#cursors.size === 0 || this.#ended) return false;
    await this.#openStream();
    return true;
  }

  async #openStream(): Promise<void> {
    this.#failure = undefined;
    const failed = this.#failed;
    const records: StreamSink['records'] = (partition, wires, next) => {
      this.#failures = 0;
      this.#cursors.get(partition)?.feed.push(wires, next);
    };
    try {
      this.#stream = await this.options.open({ records, failed });
    } catch (error) {
      failed(error);
    }
  }

  async #replaceStream(error: unknown): Promise<void> {
    const { follow, retryMs, trouble } = this.options;
    if (isFinal(error) || (follow !== true && ++this.#failures > PATIENCE)) throw error;
    trouble(error);
    await this.#stream?.close();
    this.#stream = undefined;
    await pause(retryMs, this.options.closed);
    if (this.#ended) return;
    await this.#openStream();
    for (const { feed } of this.#cursors.values()) feed.startAgain();
  }

  async #endsAtCall(): Promise<readonly Offset[]> {
    try {
      return await this.options.ends;
    } catch (error) {
      if (this.#ended) return [];
      throw error;
    }
  }

  #place(partition: Partition, atCall: Offset): void {
    const { topic, from, follow } = this.options;
    const position = from.get(partition) ?? 0;
    const end = follow === true ? Infinity : atCall;
    if (position >= end) return;
    const feed = new PartitionFeed({ topic, partition, end: atCall }, this.#control(partition));
    this.#cursors.set(partition, { feed, end, reader: feed.reader(position, this.#wake) });
  }

  #control(partition: Partition): FeedControl {
    return {
      start: (offset) => this.#stream?.start(partition, offset),
      pause: () => this.#stream?.pause(partition),
      resume: () => this.#stream?.resume(partition),
      replay: () => {
        throw new Error('a reading only goes forward');
      },
      trouble: (trouble) => {
        this.options.trouble(sequenceError(trouble));
      },
    };
  }

  #watched(): Watched {
    return {
      ends: this.options.endsNow,
      feeds: () => new Map([...this.#cursors].map(([partition, { feed }]) => [partition, feed])),
      stuck: this.#failed,
      trouble: this.options.trouble,
    };
  }

  /** One batch of each partition; tells whether there was any record. */
  *#round(): Generator<ReceivedRecord, boolean> {
    let found = false;
    for (const { reader, end } of this.#cursors.values()) {
      for (const record of reader.take(BATCH, end)) {
        if (this.#ended) return found;
        found = true;
        yield record;
      }
    }
    return found;
  }
}

/** Waiting does not help against it. */
const isFinal = (error: unknown): boolean => isLogError(error) && error.code === 'access_denied';

/** Iterates a topic; `closed` ends it as the reader's own signal does. */
export const readTopic = (options: ReaderOptions): AsyncIterable<ReceivedRecord> => ({
  [Symbol.asyncIterator]: () => new TopicReading(options).records(),
});

import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import type { Partition } from '#events';
import type { Offset } from '../../port.js';
import type { GroupSink, RecordStream, WireRecord } from '../driver.js';

/** The first offset of a partition that is still there. */
export type Oldest = (partition: Partition) => Promise<Offset>;

/** A running consumer of one topic. Partitions are paused until they are started. */
export class KafkajsStream implements RecordStream {
  /** Where each started partition goes on. */
  readonly #next = new Map<Partition, Offset>();
  #memberId: string | undefined;
  #failure: { readonly error: unknown } | undefined;
  #opened = false;
  #closed = false;

  private constructor(
    private readonly consumer: Consumer,
    private readonly topic: string,
    private readonly sink: GroupSink,
    private readonly oldest: Oldest,
  ) {}

  /** Resolves when the consumer has joined its group. */
  static async open(consumer: Consumer, topic: string, sink: GroupSink, oldest: Oldest): Promise<KafkajsStream> {
    const stream = new KafkajsStream(consumer, topic, sink, oldest);
    try {
      await stream.#run();
    } catch (error) {
      await stream.close();
      throw error;
    }
    return stream;
  }

  start(partition: Partition, offset: Offset): void {
    this.#next.set(partition, offset);
    this.#seek(partition, offset);
    this.resume(partition);
    void this.#skipToOldest(partition, offset);
  }

  pause(partition: Partition): void {
    this.consumer.pause([{ topic: this.topic, partitions: [partition] }]);
  }

  resume(partition: Partition): void {
    this.consumer.resume([{ topic: this.topic, partitions: [partition] }]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.consumer.disconnect().catch(() => undefined);
  }

  async #run(): Promise<void> {
    const { consumer, topic } = this;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#joined(payload.memberAssignment[topic] ?? [], payload.memberId);
    });
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      // Of batches with nothing but markers and aborted records no handler is told.
      if (payload.batchSize === 0) this.#deliver(payload.partition, [], Number(payload.lastOffset) + 1);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.#fail(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: (payload) => this.#batch(payload) });
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#opened = true;
  }

  #joined(partitions: readonly Partition[], memberId: string): void {
    const sameMember = this.#memberId === memberId;
    this.#memberId = memberId;
    if (!sameMember) this.#next.clear();
    for (const partition of this.#next.keys()) if (!partitions.includes(partition)) this.#next.delete(partition);
    for (const partition of partitions) {
      // kafkajs begins all partitions again at what the group has committed.
      const next = this.#next.get(partition);
      if (next === undefined) this.pause(partition);
      else this.#seek(partition, next);
    }
    this.sink.assigned(partitions, sameMember);
  }

  #batch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    if (!payload.isStale() && payload.isRunning()) {
      this.#deliver(batch.partition, batch.messages.map(recordOf), Number(batch.lastOffset()) + 1);
    }
    return Promise.resolve();
  }

  #deliver(partition: Partition, records: readonly WireRecord[], next: Offset): void {
    if (this.#closed || !this.#next.has(partition)) return;
    this.#next.set(partition, next);
    this.sink.records(partition, records, next);
  }

  /**
   * A consumer never starts again by itself: a crash that it would mend and one that it would not look the same. While it is
   * being opened, who opens it is told instead.
   */
  #fail(error: unknown): void {
    this.#failure = { error };
    if (this.#opened && !this.#closed) this.sink.failed(error);
  }

  /** kafkajs goes on behind what is gone without a word, and who waits for the end would not hear that it is there. */
  async #skipToOldest(partition: Partition, from: Offset): Promise<void> {
    const first = await this.oldest(partition).catch(() => 0);
    if (first <= from || this.#next.get(partition) !== from) return;
    this.#seek(partition, first);
    this.#deliver(partition, [], first);
  }

  #seek(partition: Partition, offset: Offset): void {
    this.consumer.seek({ topic: this.topic, partition, offset: String(offset) });
  }
}

const recordOf = ({ offset, timestamp, key, headers, value }: KafkaMessage): WireRecord => ({
  offset: Number(offset),
  time: Number(timestamp),
  key: key?.toString() ?? '',
  headers: headersOf(headers ?? {}),
  value: value?.toString() ?? '',
  bytes: value ?? NOTHING,
});

const NOTHING = new Uint8Array();

/** Of a header that is repeated, the last. */
function headersOf(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    texts[name] = (Array.isArray(value) ? value.at(-1) : value)?.toString() ?? '';
  }
  return texts;
}

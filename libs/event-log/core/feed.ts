import type { Partition } from '#events';
import type { Offset, ReceivedRecord, Topic } from '../port.js';
import type { LogStorage } from './storage.js';

/** Above either of these, what every reader has passed is forgotten. */
const SOFT_RECORDS = 256;
const SOFT_CHARACTERS = 1_000_000;
/** Above either of these the oldest is forgotten whoever lags; a reader behind the window reads from the storage. */
const HARD_RECORDS = 8_192;
const HARD_CHARACTERS = 8_000_000;
const NOTHING: readonly ReceivedRecord[] = [];

interface Chunk {
  readonly first: Offset;
  readonly records: readonly ReceivedRecord[];
  readonly characters: number;
}

/** One partition's durable records: a bounded window of the newest, decoded and shared by all readers, above the storage. */
export class Feed {
  readonly #chunks: Chunk[] = [];
  readonly #readers = new Set<FeedReader>();
  #records = 0;
  #characters = 0;
  #head: Offset;

  constructor(
    private readonly storage: LogStorage,
    private readonly topic: Topic,
    private readonly partition: Partition,
  ) {
    this.#head = storage.headOf(topic, partition);
  }

  /** The offset of the next record. */
  get head(): Offset {
    return this.#head;
  }

  /** Records held decoded. */
  get held(): number {
    return this.#records;
  }

  /** Takes in durable records; `wake` the readers once all feeds have theirs. */
  append(records: readonly ReceivedRecord[], characters: number): void {
    this.#chunks.push({ first: this.#head, records, characters });
    this.#head += records.length;
    this.#records += records.length;
    this.#characters += characters;
    if (this.#records > SOFT_RECORDS || this.#characters > SOFT_CHARACTERS) this.#shrink();
  }

  wake(): void {
    for (const reader of this.#readers) reader.wake();
  }

  /** A cursor that starts at `position`; `wake` is called when records have come. */
  reader(position: Offset, wake: () => void): FeedReader {
    const reader = new FeedReader(this, position, wake, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader;
  }

  read(from: Offset, limit: number): readonly ReceivedRecord[] {
    if (from >= this.#head) return NOTHING;
    const index = this.#chunks.findLastIndex((chunk) => chunk.first <= from);
    return index === -1
      ? this.storage.read(this.topic, this.partition, from, limit)
      : this.#readWindow(index, from, limit);
  }

  #readWindow(index: number, from: Offset, limit: number): readonly ReceivedRecord[] {
    const chunk = this.#chunks[index];
    if (chunk === undefined) return NOTHING;
    const start = from - chunk.first;
    const only = index === this.#chunks.length - 1;
    if (only && start === 0 && chunk.records.length <= limit) return chunk.records;
    const taken = chunk.records.slice(start, start + limit);
    for (let next = index + 1; taken.length < limit; next++) {
      const following = this.#chunks[next];
      if (following === undefined) break;
      taken.push(...following.records.slice(0, limit - taken.length));
    }
    return taken;
  }

  #shrink(): void {
    let slowest = this.#head;
    for (const reader of this.#readers) slowest = Math.min(slowest, reader.position);
    for (let oldest = this.#chunks[0]; oldest !== undefined; oldest = this.#chunks[0]) {
      const passed = oldest.first + oldest.records.length <= slowest;
      const over = this.#records > HARD_RECORDS || this.#characters > HARD_CHARACTERS;
      if (!passed && !over) return;
      this.#chunks.shift();
      this.#records -= oldest.records.length;
      this.#characters -= oldest.characters;
    }
  }
}

/** A consumer's place in a feed. */
export class FeedReader {
  constructor(
    private readonly feed: Feed,
    /** The next offset to take. */
    public position: Offset,
    readonly wake: () => void,
    readonly close: () => void,
  ) {}

  get atEnd(): boolean {
    return this.position >= this.feed.head;
  }

  /** The next records below `until`, at most `limit`; none means that the position has reached `until` or the end. */
  take(limit: number, until: Offset = Infinity): readonly ReceivedRecord[] {
    const end = Math.min(until, this.feed.head);
    if (this.position >= end) return NOTHING;
    const read = this.feed.read(this.position, Math.min(limit, end - this.position));
    const last = read.at(-1);
    if (last === undefined || last.offset < end) {
      this.position = last === undefined ? end : last.offset + 1;
      return read;
    }
    // Offsets have holes where runs were pruned, so a read by count may reach too far.
    this.position = end;
    return read.filter((record) => record.offset < end);
  }
}

import type { Offset, ReceivedRecord } from '../port.js';
import { hashPartition } from '../hash-partition.js';
import type { Feed } from './feed.js';
import type { Feeds } from './feeds.js';
import { keyOf, placed, type PendingRecord } from './pending-record.js';
import type { Commit, Lease } from './storage.js';

interface Part {
  readonly records: ReceivedRecord[];
  characters: number;
}

/** What is committed together: records get their places here, and are handed to the feeds once they are durable. */
export class Tick implements Commit {
  readonly records: ReceivedRecord[] = [];
  readonly values: string[] = [];
  readonly checkpoints = new Map<Lease, Offset>();
  readonly #parts = new Map<Feed, Part>();

  constructor(
    readonly time: number,
    private readonly feeds: Feeds,
    private readonly partitions: number,
  ) {}

  add(pending: PendingRecord, value: string): void {
    const partition = hashPartition(keyOf(pending), this.partitions);
    const feed = this.feeds.of(pending.topic, partition);
    let part = this.#parts.get(feed);
    if (part === undefined) this.#parts.set(feed, (part = { records: [], characters: 0 }));
    const record = placed(pending, partition, feed.head + part.records.length, this.time);
    part.records.push(record);
    part.characters += value.length;
    this.records.push(record);
    this.values.push(value);
  }

  append(): void {
    for (const [feed, part] of this.#parts) feed.append(part.records, part.characters);
  }

  wake(): void {
    for (const feed of this.#parts.keys()) feed.wake();
  }
}

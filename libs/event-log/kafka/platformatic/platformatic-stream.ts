import { findErrorBy, type ClusterMetadata, type Consumer } from '@platformatic/kafka';
import { setTimeout as delay } from 'node:timers/promises';
import type { Partition } from '#events';
import type { Offset } from '../../port.js';
import type { GroupSink, RecordStream } from '../driver.js';
import { fetchedFrom } from './fetched.js';
import type { FetchedPartition } from './unfiltered-consumer.js';

type FetchTopics = Parameters<Consumer['fetch']>[0]['topics'];

const PARTITION_BYTES = 1_048_576;
/** So many fetches in a row may fail before the stream gives up. */
const PATIENCE = 10;
const RETRY_MS = 200;

interface Cursor {
  next: Offset;
  paused: boolean;
}

/**
 * Fetches the started partitions of one topic, one fetch at a time for each broker, with the client's fetch and without
 * its stream, which ends for good after a few retries and delivers one record at a time.
 */
export class PlatformaticStream implements RecordStream {
  readonly #cursors = new Map<Partition, Cursor>();
  readonly #pumps = new Set<number>();
  #memberId: string | null = null;
  #failures = 0;
  #closed = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly topic: string,
    private readonly sink: GroupSink,
  ) {
    consumer.topics.track(topic);
    // Without a listener Node ends the process.
    consumer.on('error', (error: Error) => {
      this.#fail(error);
    });
  }

  /** Resolves with the first assignment. */
  async join(): Promise<void> {
    const { consumer, topic } = this;
    consumer.on('consumer:group:join', ({ assignments = [], memberId }) => {
      const mine = assignments.find((assignment) => assignment.topic === topic)?.partitions ?? [];
      this.#joined(mine, memberId);
    });
    consumer.on('consumer:heartbeat:stalled', ({ lastError, stalledFor }) => {
      this.#fail(lastError ?? new Error(`no heartbeat for ${stalledFor} ms`));
    });
    await consumer.joinGroup({});
  }

  start(partition: Partition, offset: Offset): void {
    this.#cursors.set(partition, { next: offset, paused: false });
    void this.#startPumps();
  }

  pause(partition: Partition): void {
    const cursor = this.#cursors.get(partition);
    if (cursor !== undefined) cursor.paused = true;
  }

  resume(partition: Partition): void {
    const cursor = this.#cursors.get(partition);
    if (cursor === undefined) return;
    cursor.paused = false;
    void this.#startPumps();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.consumer.close(true).catch(() => undefined);
  }

  #joined(partitions: readonly Partition[], memberId: string): void {
    const sameMember = this.#memberId === memberId;
    this.#memberId = memberId;
    for (const partition of this.#cursors.keys()) {
      if (!sameMember || !partitions.includes(partition)) this.#cursors.delete(partition);
    }
    this.sink.assigned(partitions, sameMember);
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.sink.failed(error);
  }

  async #startPumps(): Promise<void> {
    try {
      const metadata = await this.consumer.metadata({ topics: [this.topic] });
      for (const node of new Set(this.#wanted().map((partition) => leaderOf(metadata, this.topic, partition)))) {
        if (!this.#pumps.has(node)) void this.#pump(node);
      }
    } catch (error) {
      await this.#afterFailure(error);
      if (!this.#closed) await this.#startPumps();
    }
  }

  /** Fetches from one broker as long as there is anything to fetch from it. */
  async #pump(node: number): Promise<void> {
    this.#pumps.add(node);
    try {
      while (!this.#closed && (await this.#fetch(node))) this.#failures = 0;
    } catch (error) {
      await this.#afterFailure(error);
    }
    this.#pumps.delete(node);
    // Leaders move, and partitions were resumed while this one was busy.
    if (!this.#closed && this.#wanted().length > 0) await this.#startPumps();
  }

  /** False when nothing is wanted from this broker. */
  async #fetch(node: number): Promise<boolean> {
    const metadata = await this.consumer.metadata({ topics: [this.topic] });
    const wanted = this.#wanted().filter((partition) => leaderOf(metadata, this.topic, partition) === node);
    if (wanted.length === 0) return false;
    const asked = new Map(wanted.map((partition) => [partition, this.#cursors.get(partition)]));
    const topics = requestOf(metadata.topics.get(this.topic)?.id ?? '', asked);
    const { responses } = await this.consumer.fetch({ node, topics });
    for (const { partitions } of responses) {
      for (const found of partitions) this.#deliver(found, asked.get(found.partitionIndex));
    }
    return true;
  }

  #deliver(found: FetchedPartition, asked: Cursor | undefined): void {
    const partition = found.partitionIndex;
    const cursor = this.#cursors.get(partition);
    // Paused, taken away or started elsewhere since it was asked for.
    if (this.#closed || cursor === undefined || cursor !== asked || cursor.paused) return;
    const fetched = fetchedFrom(found, cursor.next);
    if (fetched === undefined) return;
    cursor.next = fetched.next;
    this.sink.records(partition, fetched.records, fetched.next);
  }

  async #afterFailure(error: unknown): Promise<void> {
    if (this.#closed) return;
    const isOutOfRange = error instanceof Error && findErrorBy(error, 'apiId', 'OFFSET_OUT_OF_RANGE') !== null;
    if (isOutOfRange && (await this.#skipToOldest())) return;
    if (++this.#failures > PATIENCE) this.#fail(error);
    else await delay(RETRY_MS);
  }

  /** What was to be fetched has outlived its retention. False where nothing has: it lies behind the end. */
  async #skipToOldest(): Promise<boolean> {
    let skipped = false;
    const found = await this.consumer.listOffsets({ topics: [this.topic], timestamp: -2n }).catch(() => undefined);
    const oldest = found?.get(this.topic) ?? [];
    for (const [partition, cursor] of this.#cursors) {
      const first = Number(oldest[partition] ?? 0);
      if (first <= cursor.next) continue;
      skipped = true;
      cursor.next = first;
      // Who waits for the end is there, where nothing has come after what is gone.
      this.sink.records(partition, [], first);
    }
    return skipped;
  }

  #wanted(): readonly Partition[] {
    return [...this.#cursors].filter(([, { paused }]) => !paused).map(([partition]) => partition);
  }
}

const leaderOf = (metadata: ClusterMetadata, topic: string, partition: Partition): number =>
  metadata.topics.get(topic)?.partitions[partition]?.leader ?? -1;

const requestOf = (topicId: string, cursors: ReadonlyMap<Partition, Cursor | undefined>): FetchTopics => [
  {
    topicId,
    partitions: [...cursors].map(([partition, cursor]) => ({
      partition,
      fetchOffset: BigInt(cursor?.next ?? 0),
      partitionMaxBytes: PARTITION_BYTES,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    })),
  },
];

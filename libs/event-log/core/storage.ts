import type { Partition, RunEvent, RunId } from '#events';
import type { Offset, ReceivedRecord, Topic } from '../port.js';

/** The right to write as one group's owner of one partition. Whoever lost it is fenced: its commits are discarded. */
export interface Lease {
  readonly group: string;
  readonly topic: Topic;
  readonly partition: Partition;
  active: boolean;
}

/** Everything of one tick, durable together or not at all. `values[i]` is the JSON of `records[i]`. */
export interface Commit {
  readonly time: number;
  readonly records: readonly ReceivedRecord[];
  readonly values: readonly string[];
  readonly checkpoints: ReadonlyMap<Lease, Offset>;
}

/** Where a log keeps its records; one owner. Everything else about subscriptions stands above it. */
export interface LogStorage {
  readonly partitions: number;
  /** Append time of the newest record, 0 in an empty log. */
  readonly newestTime: number;
  /** The offset that the partition's next record gets. */
  headOf(topic: Topic, partition: Partition): Offset;
  checkpointOf(group: string, topic: Topic, partition: Partition): Offset | undefined;
  /** Durable when it returns; throws a `LogError` when nothing was written. */
  commit(commit: Commit): void;
  /** Up to `limit` records from `from` on, in order; pruned ones are left out. Empty when none is left. */
  read(topic: Topic, partition: Partition, from: Offset, limit: number): readonly ReceivedRecord[];
  /** Resolves in the task that has read, before any later commit. */
  eventsOf(runId: RunId, from: number): Promise<readonly RunEvent[]>;
  openRuns(partition: Partition): readonly RunId[];
  /** Whether there is, or is being pruned, an event of the run. */
  knows(runId: RunId): boolean;
  close(): void;
}

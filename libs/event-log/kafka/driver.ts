import type { Partition } from '#events';
import type { Offset, Topic } from '../port.js';
import type { TopicDescription, TopicSettings } from './topics/topic-settings.js';

/** A record as it came; a missing key or value is empty. */
export interface WireRecord {
  readonly offset: Offset;
  /** Append time of the broker, epoch milliseconds. */
  readonly time: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As text; of what is none, `bytes` alone tells. */
  readonly value: string;
  readonly bytes: Uint8Array;
}
/** A record on its way out; `topic` is the broker's name for it. */
export interface WireOutput {
  readonly topic: string;
  readonly partition: Partition;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Records that were written to a partition end below this offset. */
export interface WrittenEnd {
  readonly topic: string;
  readonly partition: Partition;
  readonly end: Offset;
}

/** Whose position is moved: one partition in the hands of one group. */
export interface Claim {
  readonly transactionalId: string;
  readonly group: string;
  readonly topic: string;
  readonly partition: Partition;
  /** Topics that its transactions write to, in the partition of the same number. */
  readonly writes: readonly string[];
}

/**
 * A claim's transactional producer. Who opens one fences every earlier one of the same id: what that has not committed
 * never becomes visible. After a call that rejects it is of no more use.
 */
export interface Transactor {
  /**
   * Where the group stands; read after the fencing, so nobody else moves it any more. Whatever former owners have committed can
   * be read when it resolves, also where the broker had lost the end of their last transaction (docs/kafka.md).
   */
  committed(): Promise<Offset | undefined>;
  /**
   * Everything and the position become visible together, and are when it resolves. Rejects with `log_fenced` when another has
   * opened the claim; any other rejection leaves it open whether it was written. Never called again before it has settled.
   */
  commit(outputs: readonly WireOutput[], position: Offset): Promise<readonly WrittenEnd[]>;
  /** Gives up what is open without a word to the broker: the next to open the claim ends it, or the broker after a while. */
  close(): Promise<void>;
}

/** Writes idempotently, without a transaction; after a rejection it is of no more use. */
export interface WirePublisher {
  publish(outputs: readonly WireOutput[]): Promise<readonly WrittenEnd[]>;
  close(): Promise<void>;
}

/** What comes out of a stream, until it is closed. */
export interface StreamSink {
  /** Committed records in order; `next` is behind them and behind whatever else the broker keeps there. */
  records(partition: Partition, records: readonly WireRecord[], next: Offset): void;
  /** It has ended by itself: close it and open another. */
  failed(error: unknown): void;
}
export interface GroupSink extends StreamSink {
  /**
   * All partitions of this member, after each rebalance. `sameMember` is false when the broker had given the member up
   * in between, so that others may have owned its partitions meanwhile.
   */
  assigned(partitions: readonly Partition[], sameMember: boolean): void;
}
/** Committed records of one topic. Delivers nothing of a partition before its `start`. */
export interface RecordStream {
  /** Delivers from this offset on; from the oldest record on when that has gone already. */
  start(partition: Partition, offset: Offset): void;
  pause(partition: Partition): void;
  resume(partition: Partition): void;
  /** Leaves the group, if it is a member of one. Never rejects. */
  close(): Promise<void>;
}

/** What the adapter needs of a Kafka client. */
export interface KafkaDriver {
  readonly name: string;
  publisher(): Promise<WirePublisher>;
  transactor(claim: Claim): Promise<Transactor>;
  /** A member of the group; resolves once it has its first assignment. */
  join(group: string, topic: string, sink: GroupSink): Promise<RecordStream>;
  /** Any partitions, without a group. */
  stream(topic: string, sink: StreamSink): Promise<RecordStream>;
  /** For each partition, the offset up to which its records can be read. */
  ends(topic: string): Promise<readonly Offset[]>;
  /** Those of the topics that exist. */
  describeTopics(names: readonly string[]): Promise<readonly TopicDescription[]>;
  createTopics(topics: readonly TopicSettings[]): Promise<void>;
  close(): Promise<void>;
}

/** The broker's name of a topic. */
export type NameOfTopic = (topic: Topic) => string;

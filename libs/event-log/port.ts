import type { Partition, RunCommand, RunDiagnosis, RunEvent, RunHistory, RunId } from '#events';
import type { LogError } from './errors.js';

export const TOPICS = ['run-commands', 'run-events', 'run-dead-letters', 'diagnoses'] as const;
export type Topic = (typeof TOPICS)[number];
/** Position in a partition, from 0 and growing; there are holes where a log keeps its own marks or has pruned. */
export type Offset = number;
/** Where to read from, by partition; a partition that is missing is read from its start. */
export type Positions = ReadonlyMap<Partition, Offset>;

/** A record that cannot be used, as it came, with why and whence. */
export interface DeadLetter {
  readonly runId: string;
  readonly reason: 'unreadable' | 'misplaced' | 'run_unknown' | 'run_parked';
  readonly detail: string;
  readonly origin: { readonly topic: Topic; readonly partition: Partition; readonly offset: Offset };
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

export type OutgoingRecord =
  | { readonly topic: 'run-commands'; readonly message: RunCommand }
  | { readonly topic: 'run-events'; readonly message: RunEvent }
  | { readonly topic: 'diagnoses'; readonly message: RunDiagnosis }
  | { readonly topic: 'run-dead-letters'; readonly deadLetter: DeadLetter };

interface Received {
  readonly partition: Partition;
  readonly offset: Offset;
  /** Append time, epoch milliseconds, never decreasing within a partition. */
  readonly time: number;
}
/** A record whose bytes are no message of ours; it is handed on, never skipped in silence. */
export interface UnreadableRecord extends Received {
  readonly topic: Exclude<Topic, 'run-dead-letters'>;
  readonly key: string;
  readonly unreadable: {
    readonly detail: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly value: string;
  };
}
export type CommandRecord = Received & { readonly topic: 'run-commands'; readonly message: RunCommand };
export type EventRecord = Received & { readonly topic: 'run-events'; readonly message: RunEvent };
export type DiagnosisRecord = Received & { readonly topic: 'diagnoses'; readonly message: RunDiagnosis };
export type DeadLetterRecord = Received & { readonly topic: 'run-dead-letters'; readonly deadLetter: DeadLetter };
export type ReceivedRecord = CommandRecord | EventRecord | DiagnosisRecord | DeadLetterRecord | UnreadableRecord;

export const isUnreadable = (record: ReceivedRecord): record is UnreadableRecord => 'unreadable' in record;

/** The event that a record holds; undefined for any other record, and for one that cannot be read. */
export const eventIn = (record: ReceivedRecord): RunEvent | undefined =>
  record.topic === 'run-events' && !isUnreadable(record) ? record.message : undefined;

/** The diagnosis that a record holds; undefined for any other record, and for one that cannot be read. */
export const diagnosisIn = (record: ReceivedRecord): RunDiagnosis | undefined =>
  record.topic === 'diagnoses' && !isUnreadable(record) ? record.message : undefined;

/**
 * A partition that a member has been given. `settled`: it is at work there; until then it restores what has to be known.
 * `position`: the next offset whose record is not done with. `end`: the offset above the newest record.
 */
export type Holding = { readonly partition: Partition } & (
  { readonly settled: false } | { readonly settled: true; readonly position: Offset; readonly end: Offset }
);

/** A member's part in its group. */
export interface Subscription {
  /**
   * What it has been given, in order of partitions; nothing where others have it all. Rejects where it cannot tell, as it does
   * while it is not in its group.
   */
  holdings(): Promise<readonly Holding[]>;
  /** Takes nothing new, finishes what is in hand, gives its partitions up. */
  close(): Promise<void>;
  /** Ends at once without draining or revoking, as the death of its process would; for fault tests. */
  drop(): void;
  /** Rejects when the subscription ended by itself; pending otherwise, resolved after close or drop. */
  readonly ended: Promise<void>;
}

/** A partition's records in, records out, atomic with the group's checkpoint. */
export interface Processor {
  readonly group: string;
  readonly topic: Topic;
  /** Before the first batch of an assignment: restore what has to be known (open runs, timers). */
  assigned(partition: Partition, history: RunHistory): Promise<void>;
  /** Before each batch: fold what it needs and the cache lacks. */
  prepare(partition: Partition, runIds: readonly RunId[], history: RunHistory): Promise<void>;
  /** Synchronous; pure but for its own cache, which it changes only in `committed`. */
  handle(partition: Partition, batch: readonly ReceivedRecord[]): Decided;
  /**
   * What goes with the checkpoint in the place of what `handle` has decided on this record, which can never be written
   * (a dead letter, say). Asked for one record at a time: a batch that is refused is handed on again record by record.
   * Without it, or when its own records are refused too, the subscription ends at the record.
   */
  refused?(partition: Partition, record: ReceivedRecord, error: LogError): Decided;
  /**
   * The partition has gone, or its records could not be committed: forget everything about it and stop what goes on for
   * it. Called for every partition held when the member closes and when its subscription ends by a failure, each after
   * what is in hand there (at most a grace period); not when it is dropped.
   */
  revoked(partition: Partition): void;
}
export interface Decided {
  readonly records: readonly OutgoingRecord[];
  /** Called once the records and the checkpoint are durable; not called when the commit failed. */
  committed(): void;
}

/** Long work on records: at least once, the checkpoint is the low watermark. */
export interface Worker {
  readonly group: string;
  readonly topic: Topic;
  /** Jobs in flight at most, over all partitions. */
  readonly concurrency: number;
  /** Where outputs of its jobs go; `run-commands` alone where it is absent. */
  readonly writes?: readonly Topic[];
  /**
   * Whether whoever reads these outputs of a job knows what has come before, or comes from a former owner, and is not changed
   * by it. A log to which a common commit is dear may then write them first and let the checkpoint follow, within a second: of
   * a worker that died, whose jobs ended in that time are asked for again; of one that was given up, what it had in hand may
   * be seen. No for all where it is absent.
   */
  outputsMayRepeat?(outputs: readonly OutgoingRecord[]): boolean;
  assigned(partition: Partition): Promise<void>;
  /** As a processor's, after the jobs in flight have been told to stop and have ended. */
  revoked(partition: Partition): void;
  /** Every record in order, synchronously, never held up by jobs. On assignment everything up to the end comes first. */
  observe(record: ReceivedRecord): void;
  /** Asked once per record, in order, after `observe`; on assignment again for every record above the checkpoint, as a takeover. */
  jobOf(record: ReceivedRecord, takeover: boolean): Job | undefined;
}
/**
 * Jobs of one lane run one after the other, lanes run concurrently. The outputs and the job's end are durable together,
 * unless outputs may repeat.
 * A job whose outputs can never be written (`record_too_large`) is reported and given up: it ends without them, is not
 * run again, and holds nothing up. Who waits for them needs a deadline.
 */
export interface Job {
  readonly lane: string;
  /**
   * Never rejects in normal operation; a rejection is retried after a pause and holds its lane, nothing else.
   * @param held for a job that is about to do, outside of the log, what must not be done twice
   */
  run(signal: AbortSignal, held: Held): Promise<readonly OutgoingRecord[]>;
}
/**
 * Resolves when the log has just said that the partition is still this member's, and rejects with `log_fenced` when it is
 * another's: who was stopped or cut off may not know yet. It holds for the moment in which it resolves.
 */
export type Held = () => Promise<void>;

/** Position and rows in one transaction of the store. */
export interface Projection {
  readonly group: string;
  readonly topic: Topic;
  /** The next offset to apply; undefined = from the start. */
  positionOf(partition: Partition): Promise<Offset | undefined>;
  /** Applies the batch and moves from `position` to behind its last record, or rejects where the stored position differs. */
  apply(partition: Partition, batch: readonly ReceivedRecord[], position: Offset): Promise<void>;
}

/** The one group that writes `run-events`, and what it decides on. */
export const DECIDERS = { group: 'orchestrator', topic: 'run-commands' } as const satisfies Pick<
  Processor,
  'group' | 'topic'
>;

/** A run of another log. `events`: all of them, in sequence from 1. */
export interface WholeRun {
  readonly runId: RunId;
  readonly events: readonly RunEvent[];
}

export interface ReadOptions {
  /** Go on with new records until `signal` aborts; without it the iteration ends at the end of the topic as it was at the call. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

/** A partitioned log of records keyed by run. Consumers see durable records only. */
export interface EventLog {
  readonly partitions: number;
  partitionOf(runId: RunId): Partition;
  /** Durable when it resolves. */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /**
   * Takes runs of another log in as they are, as the owner of their partitions: whoever is `DECIDERS` there gives them up,
   * or is fenced, so that nothing is decided on such a run meanwhile, and takes them over anew: at once, or with the next
   * record that it is to decide on. A run of which this log has an event is left alone. Resolves with those that were taken
   * in, each durable as a whole; when it rejects, some may have been, each as a whole.
   */
  adopt(runs: readonly WholeRun[]): Promise<readonly RunId[]>;
  process(processor: Processor): Promise<Subscription>;
  work(worker: Worker): Promise<Subscription>;
  project(projection: Projection): Promise<Subscription>;
  /** The offset above the newest durable record. */
  endOf(topic: Topic, partition: Partition): Promise<Offset>;
  read(topic: Topic, from: Positions, options?: ReadOptions): AsyncIterable<ReceivedRecord>;
  /** Drains, then releases ownership. */
  close(): Promise<void>;
}

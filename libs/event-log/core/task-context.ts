import { setTimeout as delay } from 'node:timers/promises';
import type { Partition, RunHistory } from '#events';
import { handlerFailed } from '../errors.js';
import type { Offset, ReceivedRecord, Topic } from '../port.js';
import type { Committer } from './committer.js';
import type { Pauses } from './pauses.js';
import type { EncodedRecords } from './pending-record.js';
import type { Lease, LogStorage } from './storage.js';

/** Something failed. It is tried again, but for records that can never be written: what led to them is passed over. */
export type Trouble =
  SubscriptionTrouble | { readonly during: 'housekeeping' | 'membership' | 'read' | 'deltas'; readonly error: unknown };
interface SubscriptionTrouble {
  readonly during: 'process' | 'project' | 'assign' | 'job' | 'release';
  readonly error: unknown;
  readonly group: string;
  readonly partition: Partition;
}

/** A consumer's place in a partition. */
export interface RecordReader {
  /** The next offset to take. */
  position: Offset;
  /** Whether the position has reached the end as far as it is known. */
  readonly atEnd: boolean;
  /** The next records below `until`, at most `limit`; none when there are none yet. */
  take(limit: number, until?: Offset): readonly ReceivedRecord[];
  close(): void;
}
/** One partition's durable records. */
export interface RecordSource {
  /** The offset of the next record as far as it is known. */
  readonly head: Offset;
  /** A reader that starts at `position`; `wake` is called when records have come. */
  reader(position: Offset, wake: () => void): RecordReader;
}

/** What tasks of all kinds work with. */
export interface TaskContext {
  readonly storage: Pick<LogStorage, 'checkpointOf'>;
  readonly feeds: { of(topic: Topic, partition: Partition): RecordSource };
  readonly committer: Pick<Committer, 'commit' | 'note' | 'confirm'>;
  /** Durable when it resolves, without a position; for a worker whose outputs may repeat, where that is cheaper. */
  readonly publish?: (records: EncodedRecords) => Promise<void>;
  readonly history: RunHistory;
  readonly pauses: Pauses;
  readonly report: (trouble: Trouble) => void;
}

/** Takes the partition from its subscriber; what that throws is reported and changes nothing. */
export function revoke(
  subscriber: { revoked(partition: Partition): void },
  { group, partition }: Lease,
  report: TaskContext['report'],
): void {
  try {
    subscriber.revoked(partition);
  } catch (error) {
    report({ group, partition, during: 'release', error });
  }
}

/** Calls a subscriber's handler, which is pure but for a cache: what it throws once it throws always, so it is final. */
export function guarded<T>(group: string, handler: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw handlerFailed(group, handler, error);
  }
}

/** Waits for `ms`, or until the signal aborts. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};

/** Waits until `work` has settled, at most for `ms`. */
export async function settledWithin(work: Promise<unknown>, ms: number): Promise<void> {
  const settled = new AbortController();
  const done = work.then(
    () => {
      settled.abort();
    },
    () => {
      settled.abort();
    },
  );
  await Promise.race([done, pause(ms, settled.signal)]);
}

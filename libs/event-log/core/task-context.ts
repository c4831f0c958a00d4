import { setTimeout as delay } from 'node:timers/promises';
import type { Partition, RunHistory } from '#events';
import type { Committer } from './committer.js';
import type { Feeds } from './feeds.js';
import type { LogStorage } from './storage.js';

/** Something failed that is tried again. */
export type Trouble = SubscriptionTrouble | { readonly during: 'housekeeping'; readonly error: unknown };
interface SubscriptionTrouble {
  readonly during: 'process' | 'project' | 'assign' | 'job' | 'release';
  readonly error: unknown;
  readonly group: string;
  readonly partition: Partition;
}

interface Pauses {
  /** Before something that failed is tried again. */
  readonly retryMs: number;
  /** How long a closing subscription waits for what is in hand. */
  readonly graceMs: number;
}

/** What tasks of all kinds work with. */
export interface TaskContext {
  readonly storage: LogStorage;
  readonly feeds: Feeds;
  readonly committer: Committer;
  readonly history: RunHistory;
  readonly pauses: Pauses;
  readonly report: (trouble: Trouble) => void;
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

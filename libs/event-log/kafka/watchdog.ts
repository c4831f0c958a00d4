import { setInterval as every } from 'node:timers/promises';
import type { Partition } from '#events';
import { LogError } from '../errors.js';
import type { Offset } from '../port.js';

interface WatchedFeed {
  readonly next: Offset;
  /** Whether records are expected as long as there are any. */
  readonly expecting: boolean;
}
export interface Watched {
  ends(): Promise<readonly Offset[]>;
  /** Of each partition that is owned; undefined where the owner has not begun yet. */
  feeds(): ReadonlyMap<Partition, WatchedFeed | undefined>;
  /** There are records, and nothing has come since the last look; or the partition ends before where one stands. */
  stuck(error: Error): void;
  trouble(error: unknown): void;
}

/**
 * Notices a consumer that has stopped without saying so: a lag, and no progress from one look to the next. One that stands
 * behind the end has stopped likewise: its topic has been made anew, or is an older copy.
 */
export function watch(watched: Watched, everyMs: number, signal: AbortSignal): void {
  const run = async (): Promise<void> => {
    let before: ReadonlyMap<Partition, Offset> = new Map();
    for await (const _ of every(everyMs, undefined, { signal, ref: false })) {
      before = await look(watched, before);
    }
  };
  run().catch(() => undefined);
}

/** Gives where those feeds stand that should move, or cannot stand there. */
async function look(watched: Watched, before: ReadonlyMap<Partition, Offset>): Promise<ReadonlyMap<Partition, Offset>> {
  try {
    const ends = await watched.ends();
    const suspected = suspects(watched.feeds(), ends);
    const stuck = [...suspected].find(([partition, next]) => before.get(partition) === next);
    if (stuck === undefined) return suspected;
    const [partition, next] = stuck;
    watched.stuck(stuckAt(partition, { next, end: ends[partition] ?? 0 }));
  } catch (error) {
    watched.trouble(error);
  }
  return new Map();
}

/** A feed that has moved on while the ends were asked for is behind its end by the next look. */
function suspects(
  feeds: ReadonlyMap<Partition, WatchedFeed | undefined>,
  ends: readonly Offset[],
): ReadonlyMap<Partition, Offset> {
  const suspected = new Map<Partition, Offset>();
  for (const [partition, feed] of feeds) {
    if (feed?.expecting === true && feed.next !== (ends[partition] ?? 0)) suspected.set(partition, feed.next);
  }
  return suspected;
}

function stuckAt(partition: Partition, { next, end }: { readonly next: Offset; readonly end: Offset }): Error {
  const place = `partition ${partition} stands at ${next}`;
  return next < end
    ? new Error(`${place} of ${end} and nothing comes: the consumer is stuck and is replaced`)
    : new LogError('position_ahead', `${place}, and its topic ends at ${end}: it is new or an older copy`);
}

import { setInterval as every } from 'node:timers/promises';
import type { Partition } from '#events';
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
  /** There are records, and nothing has come since the last look. */
  stuck(error: Error): void;
  trouble(error: unknown): void;
}

/** Notices a consumer that has stopped without saying so: a lag, and no progress from one look to the next. */
export function watch(watched: Watched, everyMs: number, signal: AbortSignal): void {
  const run = async (): Promise<void> => {
    let before: ReadonlyMap<Partition, Offset> = new Map();
    for await (const _ of every(everyMs, undefined, { signal, ref: false })) {
      before = await look(watched, before);
    }
  };
  run().catch(() => undefined);
}

/** Gives where those feeds stand that are behind. */
async function look(watched: Watched, before: ReadonlyMap<Partition, Offset>): Promise<ReadonlyMap<Partition, Offset>> {
  try {
    const ends = await watched.ends();
    const behind = lagging(watched.feeds(), ends);
    const stuck = [...behind].find(([partition, next]) => before.get(partition) === next);
    if (stuck === undefined) return behind;
    const [partition, next] = stuck;
    const what = `partition ${partition} stands at ${next} of ${ends[partition] ?? 0} and nothing comes`;
    watched.stuck(new Error(`${what}: the consumer is stuck and is replaced`));
  } catch (error) {
    watched.trouble(error);
  }
  return new Map();
}

function lagging(
  feeds: ReadonlyMap<Partition, WatchedFeed | undefined>,
  ends: readonly Offset[],
): ReadonlyMap<Partition, Offset> {
  const behind = new Map<Partition, Offset>();
  for (const [partition, feed] of feeds) {
    if (feed?.expecting === true && feed.next < (ends[partition] ?? 0)) behind.set(partition, feed.next);
  }
  return behind;
}

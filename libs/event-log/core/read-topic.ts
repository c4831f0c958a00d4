import type { Positions, ReadOptions, ReceivedRecord } from '../port.js';
import type { Feed, FeedReader } from './feed.js';
import { Wakeup } from './wakeup.js';

/** Records taken from a partition before the next one has its turn. */
const BATCH = 256;

interface Cursor {
  readonly reader: FeedReader;
  readonly end: number;
}

/** Iterates a topic; `closed` ends it as the reader's own signal does. */
export function readTopic(
  feeds: readonly Feed[],
  from: Positions,
  options: ReadOptions & { readonly closed: AbortSignal },
): AsyncIterable<ReceivedRecord> {
  const ends = feeds.map((feed) => (options.follow === true ? Infinity : feed.head));
  const signals = options.signal === undefined ? [options.closed] : [options.closed, options.signal];
  return {
    async *[Symbol.asyncIterator]() {
      const wakeup = new Wakeup();
      const wake = (): void => {
        wakeup.wake();
      };
      const cursors = feeds.map((feed, partition): Cursor => ({
        reader: feed.reader(from.get(partition) ?? 0, wake),
        end: ends[partition] ?? 0,
      }));
      for (const signal of signals) signal.addEventListener('abort', wake);
      try {
        const ended = (): boolean => signals.some((signal) => signal.aborted);
        while (!ended()) {
          const found = yield* takeRound(cursors, ended);
          if (found) continue;
          if (options.follow !== true) return;
          await wakeup.wait();
        }
      } finally {
        for (const { reader } of cursors) reader.close();
        for (const signal of signals) signal.removeEventListener('abort', wake);
      }
    },
  };
}

/** One batch of each partition; tells whether there was any record. */
function* takeRound(cursors: readonly Cursor[], ended: () => boolean): Generator<ReceivedRecord, boolean> {
  let found = false;
  for (const { reader, end } of cursors) {
    for (const record of reader.take(BATCH, end)) {
      if (ended()) return found;
      found = true;
      yield record;
    }
  }
  return found;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, Positions, ReceivedRecord, Topic } from '#event-log';
import type { RunId } from '#events';

type OnNews<News> = (news: News) => void;

export interface RunNews<News> {
  /** From now on `onNews` hears of everything new about the run; the answer ends that. */
  watch(runId: RunId, onNews: OnNews<News>): () => void;
  close(): Promise<void>;
}

export interface NewsDependencies<News> {
  readonly log: EventLog;
  readonly topic: Topic;
  /** What a record says of which run; undefined where it is no news. */
  readonly newsIn: (record: ReceivedRecord) => { readonly runId: RunId; readonly news: News } | undefined;
  /** Positions near the end of the topic, never behind it. */
  readonly positions: () => Promise<Positions>;
  readonly onError: (error: unknown) => void;
  readonly retryMs: number;
}

/** One reader of the log for all who wait; it reads only while somebody does. */
export function runNews<News>(dependencies: NewsDependencies<News>): RunNews<News> {
  const watchers = new Map<RunId, Set<OnNews<News>>>();
  let reading: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;

  const tell = (runId: RunId, news: News) =>
    watchers.get(runId)?.forEach((onNews) => {
      onNews(news);
    });
  const start = () => {
    const stop = new AbortController();
    reading = { stop, ended: readOn(dependencies, tell, stop.signal) };
  };
  const stop = async () => {
    const stopped = reading;
    reading = undefined;
    stopped?.stop.abort();
    await stopped?.ended;
  };
  return {
    watch(runId, onNews) {
      const watching = watchers.get(runId) ?? new Set<OnNews<News>>();
      watchers.set(runId, watching.add(onNews));
      if (reading === undefined) start();
      return () => {
        watching.delete(onNews);
        if (watching.size === 0 && watchers.get(runId) === watching) watchers.delete(runId);
        if (watchers.size === 0) void stop();
      };
    },
    close: stop,
  };
}

/** Reads until it is stopped; after a failure again from where it began, which repeats news and loses none. */
async function readOn<News>(
  { log, topic, newsIn, positions, onError, retryMs }: NewsDependencies<News>,
  tell: (runId: RunId, news: News) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const record of log.read(topic, await positions(), { follow: true, signal })) {
        const found = newsIn(record);
        if (found !== undefined) tell(found.runId, found.news);
      }
    } catch (error) {
      onError(error);
    }
    // Also after a log that was closed, whose reading ends at once.
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, Positions } from '#event-log';
import type { RunId } from '#events';

/** Says which event of a run there is now. */
type OnNews = (sequence: number) => void;

export interface RunNews {
  /** From now on `onNews` hears of every new event of the run; the answer ends that. */
  watch(runId: RunId, onNews: OnNews): () => void;
  close(): Promise<void>;
}

export interface NewsDependencies {
  readonly log: EventLog;
  /** Positions near the end of `run-events`, never behind it. */
  readonly positions: () => Promise<Positions>;
  readonly onError: (error: unknown) => void;
  readonly retryMs: number;
}

/** One reader of the log for all who wait; it reads only while somebody does. */
export function runNews(dependencies: NewsDependencies): RunNews {
  const watchers = new Map<RunId, Set<OnNews>>();
  let reading: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;

  const tell = (runId: RunId, sequence: number) =>
    watchers.get(runId)?.forEach((onNews) => {
      onNews(sequence);
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
      const watching = watchers.get(runId) ?? new Set();
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
async function readOn(
  { log, positions, onError, retryMs }: NewsDependencies,
  tell: (runId: RunId, sequence: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const record of log.read('run-events', await positions(), { follow: true, signal })) {
        if ('message' in record && 'sequence' in record.message) tell(record.message.runId, record.message.sequence);
      }
    } catch (error) {
      onError(error);
    }
    // Also after a log that was closed, whose reading ends at once.
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

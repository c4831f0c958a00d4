import type { RunEvent, RunId } from '#events';
import type { SpanData } from '#spans';
import { LRUCache } from 'lru-cache';
import { recentHistory } from './recent-history.js';
import { RunTrace, type RunTraceOptions } from './run-trace.js';
import { isSpoken, type SpokenOptions } from './spoken.js';

export interface RunTracesOptions extends SpokenOptions {
  /** Runs that are kept in memory; the others are folded again from their history when something happens to them. */
  readonly cachedRuns: number;
  /** Of a run whose history cannot be read no further span is known. */
  readonly onLost: (runId: RunId, reason: string) => void;
}

/** The traces of runs, event by event. */
export interface RunTraces {
  /**
   * The spans that this event of a run has ended and that are wanted: those of a sampled run as they end, those of any
   * other when it has failed, all at once.
   */
  read(event: RunEvent): Promise<readonly SpanData[]>;
  /** Forgets what was read of these runs. What is read next of them starts from their history. */
  forget(runIds: Iterable<RunId>): void;
}

const LOST = Symbol('LOST');
/** Runs whose whole history is kept, for their prompts, where spans hold content. */
const RECENT_RUNS = 100;

export function runTraces(given: RunTracesOptions): RunTraces {
  const history = isSpoken(given.content) ? recentHistory(given.history, RECENT_RUNS) : given.history;
  const options = { ...given, history };
  const traces = new LRUCache<RunId, RunTrace | typeof LOST>({ max: options.cachedRuns });
  const restore = async (event: RunEvent): Promise<RunTrace | typeof LOST> => {
    const trace = await restored(options, event);
    traces.set(event.runId, trace);
    return trace;
  };
  return {
    async read(event) {
      const known = traces.get(event.runId);
      const trace = known !== undefined && isNextOf(known, event) ? known : await restore(event);
      return trace === LOST ? [] : trace.read(event);
    },
    forget: (runIds) => {
      for (const runId of runIds) traces.delete(runId);
    },
  };
}

const isNextOf = (trace: RunTrace | typeof LOST, { sequence }: RunEvent): boolean =>
  trace === LOST || trace.sequence + 1 >= sequence;

async function restored(
  options: RunTraceOptions & Pick<RunTracesOptions, 'onLost'>,
  event: RunEvent,
): Promise<RunTrace | typeof LOST> {
  const trace = new RunTrace(event.runId, options);
  try {
    await trace.replay(event);
    return trace;
  } catch (error) {
    if (!isLoss(error)) throw error;
    options.onLost(event.runId, error.message);
    return LOST;
  }
}

const LOSSES: readonly unknown[] = ['unreadable', 'history_gap'];
const isLoss = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && LOSSES.includes(error.code);

/** The spans of a run as far as its history goes, whether it is sampled or not. */
export async function spansOfRun(runId: RunId, options: SpokenOptions): Promise<readonly SpanData[]> {
  return new RunTrace(runId, options).readAll(await options.history.eventsOf(runId));
}

import path from 'node:path';
import { Piscina } from 'piscina';
import type { Judgement, JudgedRun, ThreadAnswer } from './judgement.js';
import { JudgingError } from './judging-error.js';
import { Turns } from './turns.js';

/** Judges runs beside the thread that serves. */
export interface Judging {
  /**
   * @param stopping the answer is not waited for any more
   * @throws JudgingError
   */
  judge(run: JudgedRun, stopping?: AbortSignal): Promise<Judgement>;
  close(): Promise<void>;
}

export interface JudgingLimits {
  /** Runs that may wait for their turn, and how long. */
  readonly waiting: number;
  readonly waitMs: number;
  /** From its turn to the answer. */
  readonly timeoutMs: number;
}

export const JUDGING_LIMITS: JudgingLimits = { waiting: 32, waitMs: 60_000, timeoutMs: 60_000 };

/** The classifier takes some 200 MB: it is let go when nobody has asked for a while. */
const IDLE_MS = 60_000;
/** Beside this module, built or from the sources. */
const THREAD = path.join(import.meta.dirname, `judging-thread${path.extname(import.meta.filename)}`);

/** One run at a time, in one thread that starts when it is needed; `execArgv`: with which options, if not our own. */
export function judging(limits: JudgingLimits, execArgv?: readonly string[]): Judging {
  const threads = new Piscina<JudgedRun, ThreadAnswer>({
    filename: THREAD,
    name: 'judgementOf',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  const turns = new Turns();
  const closing = new AbortController();
  return {
    async judge(run, stopping) {
      const stopped = AbortSignal.any([closing.signal, ...(stopping === undefined ? [] : [stopping])]);
      await turnIn(turns, limits, stopped);
      const late = AbortSignal.timeout(limits.timeoutMs);
      try {
        return judgementIn(await threads.run(run, { signal: AbortSignal.any([late, stopped]) }));
      } catch (error) {
        stopped.throwIfAborted();
        throw explained(error, run, late.aborted ? limits.timeoutMs : undefined);
      } finally {
        turns.pass();
      }
    },
    async close() {
      closing.abort();
      await threads.destroy();
    },
  };
}

/** @throws JudgingError `busy` where it does not come soon: nothing is said of the run */
async function turnIn(turns: Turns, { waiting, waitMs }: JudgingLimits, stopped: AbortSignal): Promise<void> {
  if (turns.waiting >= waiting) throw busy(`${waiting} runs wait to be diagnosed`);
  try {
    await turns.take(AbortSignal.any([AbortSignal.timeout(waitMs), stopped]));
  } catch (error) {
    stopped.throwIfAborted();
    throw busy(`others were diagnosed for ${waitMs / 1000} s`, { cause: error });
  }
}

const busy = (why: string, options?: ErrorOptions): JudgingError =>
  new JudgingError('busy', `${why}: ask again in some seconds`, options);

function judgementIn(answer: ThreadAnswer): Judgement {
  if ('judgement' in answer) return answer.judgement;
  throw new JudgingError('failed', `the classifier cannot judge this run: ${answer.failure}`);
}

function explained(error: unknown, { trajectory: { runId } }: JudgedRun, timeoutMs: number | undefined): unknown {
  if (timeoutMs !== undefined) {
    const words = `diagnosing ${runId} took longer than ${timeoutMs / 1000} s; ask again when less is asked of this server`;
    return new JudgingError('slow', words, { cause: error });
  }
  if (!isOutOfMemory(error)) return error;
  return new JudgingError('failed', `the classifier has not enough memory for ${runId}`, { cause: error });
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

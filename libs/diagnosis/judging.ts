import path from 'node:path';
import { Piscina } from 'piscina';
import type { Judgement, JudgedRun, ThreadAnswer } from './judgement.js';
import { JudgingError } from './judging-error.js';

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
  /** Runs that may wait for their turn. */
  readonly waiting: number;
  /** From being asked to the answer, waiting included. */
  readonly timeoutMs: number;
}

export const JUDGING_LIMITS: JudgingLimits = { waiting: 32, timeoutMs: 60_000 };

/** The classifier takes some 200 MB: it is let go when nobody has asked for a while. */
const IDLE_MS = 60_000;
/** Beside this module, built or from the sources. */
const THREAD = path.join(import.meta.dirname, `judging-thread${path.extname(import.meta.filename)}`);

/** One run at a time, in one thread that starts when it is needed; `execArgv`: with which options, if not our own. */
export function judging({ waiting, timeoutMs }: JudgingLimits, execArgv?: readonly string[]): Judging {
  const threads = new Piscina<JudgedRun, ThreadAnswer>({
    filename: THREAD,
    name: 'judgementOf',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    maxQueue: waiting,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  return {
    async judge(run, stopping) {
      if (threads.queueSize >= waiting) {
        throw new JudgingError('busy', `${waiting} runs wait to be diagnosed: ask again in some seconds`);
      }
      const late = AbortSignal.timeout(timeoutMs);
      const signal = stopping === undefined ? late : AbortSignal.any([late, stopping]);
      try {
        return judgementIn(await threads.run(run, { signal }));
      } catch (error) {
        stopping?.throwIfAborted();
        throw explained(error, run, late.aborted ? timeoutMs : undefined);
      }
    },
    close: () => threads.destroy(),
  };
}

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

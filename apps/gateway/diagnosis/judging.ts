import path from 'node:path';
import { Piscina } from 'piscina';
import { Problem } from '../http/problem.js';
import type { Judgement, JudgedRun } from './judgement.js';

/** Judges runs beside the thread that serves. */
export interface Judging {
  /** @throws Problem `unavailable` where too many wait already, or it takes too long */
  judge(run: JudgedRun): Promise<Judgement>;
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
  const threads = new Piscina<JudgedRun, Judgement>({
    filename: THREAD,
    name: 'judgementOf',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    maxQueue: waiting,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  return {
    async judge(run) {
      if (threads.queueSize >= waiting) {
        throw new Problem('unavailable', `${waiting} runs wait to be diagnosed: ask again in some seconds`);
      }
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await threads.run(run, { signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        const seconds = timeoutMs / 1000;
        throw new Problem(
          'unavailable',
          `diagnosing ${run.trajectory.runId} took longer than ${seconds} s; ask again when less is asked of this server`,
        );
      }
    },
    close: () => threads.destroy(),
  };
}

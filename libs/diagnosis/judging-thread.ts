import { setPriority } from 'node:os';
import { redundancyOf } from '#metrics';
import { diagnose } from '#taxonomy';
import type { JudgedRun, ThreadAnswer } from './judgement.js';

/** Behind the threads that decide and serve. On Linux a priority is a thread's own; elsewhere it is the whole process's. */
if (process.platform === 'linux') setPriority(5);

/** What the threads of `judging.ts` do. Only they load the classifier and its language libraries. */
export function judgementOf({ trajectory, task }: JudgedRun): ThreadAnswer {
  try {
    const diagnosis = diagnose(trajectory, task === undefined ? {} : { task });
    return { judgement: { diagnosis, redundancy: redundancyOf(trajectory) } };
  } catch (error) {
    return { failure: String(error) };
  }
}

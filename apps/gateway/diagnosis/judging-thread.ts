import { redundancyOf } from '#metrics';
import { diagnose } from '#taxonomy';
import type { Judgement, JudgedRun } from './judgement.js';

/** What the threads of `judging.ts` do. Only they load the classifier and its language libraries. */
export const judgementOf = ({ trajectory, task }: JudgedRun): Judgement => ({
  diagnosis: diagnose(trajectory, task === undefined ? {} : { task }),
  redundancy: redundancyOf(trajectory),
});

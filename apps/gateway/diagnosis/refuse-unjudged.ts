import { isJudgingError } from '#diagnosis';
import { Problem } from '../http/problem.js';

/** @throws Problem `unavailable` where judging may succeed later; else what went wrong */
export function refuseUnjudged(error: unknown): never {
  if (isJudgingError(error) && error.code !== 'failed') throw new Problem('unavailable', error.message);
  throw error;
}

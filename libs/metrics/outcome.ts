import type { Trajectory } from '#trajectory';

/**
 * `failed` is also a run that ended without an answer, where answers can be graded. `ungraded`: it ended, and nobody has
 * judged it (yet). `open`: it has not ended, or was cancelled, and says nothing about success.
 */
export type Outcome = 'passed' | 'failed' | 'ungraded' | 'open';

/** By the last grading. */
export function outcomeOf({ status, gradable, gradings }: Trajectory): Outcome {
  if (status !== 'completed' && status !== 'failed') return 'open';
  const last = gradings.at(-1);
  if (last !== undefined) return last.passed ? 'passed' : 'failed';
  return status === 'failed' && gradable ? 'failed' : 'ungraded';
}

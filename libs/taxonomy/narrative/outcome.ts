import type { Trajectory } from '#trajectory';
import type { Outcome } from './narrative.js';

/** A grading is believed before a status; a run that merely ended says nothing about its answer. */
export function outcomeOf({ gradings, status }: Trajectory): Outcome {
  const grading = gradings.at(-1);
  if (grading !== undefined) return grading.passed ? 'succeeded' : 'failed';
  return status === 'failed' ? 'failed' : 'unknown';
}

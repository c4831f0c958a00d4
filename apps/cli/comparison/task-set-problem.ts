import { familyOf, taskOf } from '#tasks';
import type { TaskSet } from './experiment.js';

interface TaskSetProblem {
  readonly field: 'family' | 'level' | 'seed' | 'count';
  readonly message: string;
}

/**
 * Why there are no such tasks. A seed has so many different ones; beyond them tasks may come twice, and pairs would not be
 * independent.
 */
export function taskSetProblem({ family, level, seed, count }: TaskSet): TaskSetProblem | undefined {
  const first = taskOf({ family, seed, index: 0, ...(level === undefined ? {} : { level }) });
  if ('problems' in first) {
    const [problem] = first.problems;
    return { field: problem?.field === 'level' ? 'level' : 'family', message: problem?.message ?? 'cannot be used' };
  }
  const size = familyOf(family)?.size ?? 0;
  if (count <= size) return undefined;
  return { field: 'count', message: `one seed of ${family} has ${size} different tasks: ask for no more` };
}

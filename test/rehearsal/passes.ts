import type { TaskRef } from '#events';
import { grade, taskOf } from '#tasks';
import type { PlayedRun } from './play.js';

/** Whether a run that came to this is graded as right. */
export function passes(ref: TaskRef, { answers, office }: Pick<PlayedRun, 'answers' | 'office'>): boolean {
  const task = taskOf(ref);
  const verdict = 'ok' in task ? grade(task.ok.grader, answers, { office }) : undefined;
  return verdict !== undefined && 'passed' in verdict && verdict.passed;
}

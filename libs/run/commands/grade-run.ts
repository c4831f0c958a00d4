import type { CommandRule } from '../decision.js';
import { record } from '../decision.js';
import { gradeKey } from '../evolve/ended.js';

/** Completed runs are graded, once by each version of a grader. */
export const gradeRun: CommandRule<'GradeRun'> = {
  live: () => undefined,
  ended(decision, state, { data }) {
    if (state.status !== 'completed' || state.graded.includes(gradeKey(data))) return;
    record(decision, { type: 'RunGraded', data });
  },
};

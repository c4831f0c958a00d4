import { distinct, normalised } from './answer-text.js';
import { gradeCrafting } from './families/crafting/crafting-grader.js';
import { gradeOffice } from './families/office/office-grader.js';
import type { Office } from './families/office/office-state.js';
import { gradeJsonPath } from './json-path-grader.js';
import { gradeNumeric } from './numeric-grader.js';
import type { GraderSpec } from './task.js';
import type { Verdict } from './verdict.js';

export const GRADER_NAME = 'parley';
/** Changes whenever some answer would be judged differently. */
export const GRADER_VERSION = '1';

/** How the answers of a run were judged; a task without a grader is neither passed nor failed. */
export type Grade =
  | { readonly graded: false; readonly reason: string }
  | {
      readonly graded: true;
      /** Every distinct answer is right; false where there is none. */
      readonly passed: boolean;
      readonly anyPassed: boolean;
      /** Share of distinct answers that are right. */
      readonly score: number;
      readonly perAnswer: readonly AnswerVerdict[];
    };

export interface AnswerVerdict extends Verdict {
  /** Index among the answers. */
  readonly answer: number;
}

type Judging = Exclude<GraderSpec, { readonly kind: 'none' }>;

/** What a run has left behind besides its answers. */
export interface Traces {
  /** Its office; absent where it never looked into one. */
  readonly office?: Office | undefined;
}

export function grade(spec: GraderSpec, answers: readonly string[], traces: Traces = {}): Grade {
  if (spec.kind === 'none') return { graded: false, reason: 'the task has no grader' };
  const perAnswer = answers.map((answer, index) => ({ answer: index, ...judge(spec, answer, traces) }));
  const groups = distinct(answers);
  const right = groups.filter((places) => places.every((index) => perAnswer[index]?.passed === true));
  return {
    graded: true,
    passed: groups.length > 0 && right.length === groups.length,
    anyPassed: perAnswer.some((verdict) => verdict.passed),
    score: groups.length === 0 ? 0 : right.length / groups.length,
    perAnswer,
  };
}

function judge(spec: Judging, answer: string, { office }: Traces): Verdict {
  switch (spec.kind) {
    case 'exact':
      return equalsOne([spec.expected], answer);
    case 'one-of':
      return equalsOne(spec.expected, answer);
    case 'numeric':
      return gradeNumeric(spec, answer);
    case 'json-path':
      return gradeJsonPath(spec, answer);
    case 'crafting':
      return gradeCrafting(spec, answer);
    case 'office':
      return gradeOffice(spec, office);
  }
}

function equalsOne(expected: readonly string[], answer: string): Verdict {
  const passed = expected.some((text) => normalised(text) === normalised(answer));
  return { passed, detail: passed ? 'equals an expected answer' : 'equals no expected answer' };
}

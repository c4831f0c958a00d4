export { JUDGED_BY } from './classifier-version.js';
export { factsOf, diagnosedOf, unjudged, type Diagnosed, type LookedAt } from './run-diagnosed.js';
export type { JudgedRun, Judgement } from './judgement.js';
export { judging, JUDGING_LIMITS, type Judging, type JudgingLimits } from './judging.js';
export { isJudgingError, JudgingError } from './judging-error.js';
export { groundsOf, recordable } from './kept-grounds.js';
export { toldRun } from './told-run.js';
export { verdictOf, type Verdict } from './verdict.js';

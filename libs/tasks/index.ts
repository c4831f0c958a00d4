export { canonicalTask } from './canonical.js';
export type { FieldProblem } from './field-problem.js';
export { grade, GRADER_NAME, GRADER_VERSION, type AnswerVerdict, type Grade } from './grade.js';
export { GraderSpecSchema } from './grader-spec.js';
export { filledIn, plainNumber } from './plain-number.js';
export { families, familyOf, planOf, taskOf } from './registry.js';
export type { GraderSpec, PlannedDerivation, PlannedFact, ReferencePlan, Task, TaskFamily } from './task.js';
export { parseUserTask, type ParsedTask } from './user-task.js';

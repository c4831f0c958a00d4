export { canonicalJson, canonicalTask } from './canonical.js';
export { craftingAnswerText, parseCraftingAnswer, type Craft } from './families/crafting/plan-text.js';
export { simulatePlan, type Simulation } from './families/crafting/simulate.js';
export { recipeLine, stockLine, workshopIn } from './families/crafting/workshop-text.js';
export { namesIn, type Stock, type Workshop } from './families/crafting/workshop.js';
export { applyChange, type Applied } from './families/office/apply-change.js';
export { CHANGE_ARGUMENTS, effectOf, type Change, type ChangeOf, type ChangeTool } from './families/office/change.js';
export { foundText, shownText, type Sought } from './families/office/find-entries.js';
export type { OfficeSandbox, Reply } from './families/office/office-sandbox.js';
export { OFFICE_DOCUMENT, OfficeSchema, SHELVES, type Office, type Shelf } from './families/office/office-state.js';
export type { FieldProblem } from './field-problem.js';
export { askedNow, followUpText, type EarlierWork } from './follow-up.js';
export { grade, GRADER_NAME, GRADER_VERSION, type AnswerVerdict, type Grade, type Traces } from './grade.js';
export { GraderSpecSchema } from './grader-spec.js';
export { filledIn, plainNumber } from './plain-number.js';
export { families, familyOf, planOf, taskOf } from './registry.js';
export type {
  GraderSpec,
  PlannedCall,
  PlannedDerivation,
  PlannedFact,
  PlannedLookup,
  ReferencePlan,
  Task,
  TaskFamily,
} from './task.js';
export { parseUserTask, type ParsedTask } from './user-task.js';

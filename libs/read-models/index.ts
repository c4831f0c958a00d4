export { decisionOf, openApproval } from './approval-changes.js';
export { type Change, type Insert } from './change.js';
export { changesOf, changesOfUnreadable, DIAGNOSES_PROJECTION, RUNS_PROJECTION } from './changes-of.js';
export { evolveEnding, OPEN, type Ending } from './ending.js';
export {
  APPROVAL_STATUSES,
  isEnded,
  NO_COUNTS,
  RUN_STATUSES,
  SPEND_FATES,
  type AcceptanceRow,
  type AgentCounts,
  type AgentRow,
  type ApprovalRow,
  type ApprovalStatus,
  type Flag,
  type Grade,
  type LabelRow,
  type MessageRow,
  type RunOrigin,
  type RunOutcome,
  type RunRow,
  type RunStatus,
  type SpendFate,
  type Tables,
  type UsageRow,
} from './rows.js';

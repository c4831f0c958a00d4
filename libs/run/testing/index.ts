export { chaoticRuns, playedThrough } from './chaos.js';
export {
  cancelRun,
  commandOf,
  doubtToolCall,
  failTurn,
  fireTimer,
  gradeRun,
  pauseRun,
  recordAnswer,
  recordToolResult,
  recordTurn,
  resolveApproval,
  resumeRun,
  startRun,
  startToolCall,
  type Draft,
} from './commands.js';
export { answerOf, callTo, outcomeOf, reportOf, submit, T0 } from './results.js';
export { expectInForm, given, type ExpectedFact, type Scenario } from './scenario.js';
export { agentNamed, LIMITS, PRICES, RUN_ID, startRunData, type StartOptions } from './start-run-data.js';
export { dueCommands, lateResult, nothing, played, SYSTEMS, type Behaviour, type Play } from './play.js';

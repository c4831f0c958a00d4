export { trajectoryOf } from './trajectory-of.js';
export type {
  DiscardedAttempt,
  FailedAttempt,
  FinalAnswer,
  Grading,
  MessageStep,
  Spend,
  Step,
  ToolCallStep,
  Trajectory,
  TrajectoryAgent,
  TurnStep,
} from './trajectory.js';

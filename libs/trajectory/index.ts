export { profileOf, type RunProfile } from './foreign/run-profile.js';
export type { ToldArchitecture } from './foreign/told-architecture.js';
export { foreignTrajectories } from './foreign/foreign-trajectories.js';
export {
  inspectionOf,
  type InspectedAgent,
  type InspectedError,
  type InspectedMessage,
  type Inspection,
} from './inspection.js';
export { distinctSpans } from './otlp/distinct-spans.js';
export { isJaeger, readJaeger } from './otlp/jaeger.js';
export { isOtlp, outlineOf, readOtlp } from './otlp/read-otlp.js';
export type { Telemetry } from './otlp/span.js';
export { admissionOf, bytesOf, type KnownTraces } from './received/admission.js';
export {
  MOST_TRIES,
  type Found,
  type Kept,
  type OtlpEncoding,
  type ReceivedTrace,
  type ReceivedTraces,
  type ReceivingLimits,
  type TraceBody,
  type TraceClaim,
  type TraceFindings,
  type TracePage,
  type TracePart,
  type TraceQuery,
  type TraceStage,
} from './received/received-traces.js';
export { tiesOf, type Ties } from './structure/ties.js';
export type { TranscriptMapping } from './transcripts/find-messages.js';
export { transcriptTrajectory } from './transcripts/transcript-trajectory.js';
export { trajectoryOf } from './trajectory-of.js';
export type {
  DiscardedAttempt,
  Ending,
  FailedAttempt,
  Fault,
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

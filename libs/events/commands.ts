import { z } from 'zod';
import { TurnErrorSchema } from './failure.js';
import { ApprovalIdSchema, CallIdSchema, TurnIdSchema } from './identifiers.js';
import { RunGradedSchema, RunStartedSchema } from './run-events.js';
import { DecisionSchema } from './turn-events.js';
import { AnswerSchema, CallOutcomeSchema, CallReportSchema, ControlFactSchema, DefectSchema } from './turn-parts.js';
import { EpochMsSchema, INLINE_LIMIT } from './values.js';

const attempt = z.int().min(1);
/** Free text of a person: short enough that every event it leads to fits a record. */
const reason = z.string().max(2_000).optional();

/** The gateway has resolved everything; the decider copies it into RunStarted. */
export const StartRunSchema = z.strictObject(RunStartedSchema.shape).meta({ id: 'StartRun' });

/** A one-phase turn: every call was `read` or `control`, and its outcomes are here. */
export const RecordTurnSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: AnswerSchema,
    outcomes: z.array(CallOutcomeSchema),
    controls: z.array(ControlFactSchema),
    defect: DefectSchema.optional(),
    report: CallReportSchema,
  })
  .meta({ id: 'RecordTurn' });

/** The first phase of a turn with acting calls. */
export const RecordAnswerSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: AnswerSchema,
    controls: z.array(ControlFactSchema),
    report: CallReportSchema,
  })
  .meta({ id: 'RecordAnswer' });

/** Asks for the right to make a `once` call; `claim` is the asking job's own random token. */
export const StartToolCallSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, claim: z.string().min(1), worker: z.string() })
  .meta({ id: 'StartToolCall' });

/** `claim` is that of the call's ToolCallStarted, absent for calls that need none. */
export const RecordToolResultSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    callId: CallIdSchema,
    claim: z.string().optional(),
    outcome: CallOutcomeSchema,
  })
  .meta({ id: 'RecordToolResult' });

/** Whoever finds a foreign claim without a result says so. */
export const DoubtToolCallSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, claim: z.string() })
  .meta({ id: 'DoubtToolCall' });

/** `report` is absent where no call was made. */
export const FailTurnSchema = z
  .strictObject({ turnId: TurnIdSchema, attempt, error: TurnErrorSchema, report: CallReportSchema.optional() })
  .meta({ id: 'FailTurn' });

export const FireTimerSchema = z
  .strictObject({ timerId: z.string().min(1), dueAt: EpochMsSchema })
  .meta({ id: 'FireTimer' });
export const CancelRunSchema = z.strictObject({ reason }).meta({ id: 'CancelRun' });
export const PauseRunSchema = z.strictObject({ reason }).meta({ id: 'PauseRun' });
export const ResumeRunSchema = z.strictObject({}).meta({ id: 'ResumeRun' });

/** `result` is what the call is said to have returned, with `happened`. */
export const ResolveApprovalSchema = z
  .strictObject({
    approvalId: ApprovalIdSchema,
    decision: DecisionSchema,
    result: z.string().max(INLINE_LIMIT).optional(),
    reason,
  })
  .meta({ id: 'ResolveApproval' });

export const GradeRunSchema = z.strictObject(RunGradedSchema.shape).meta({ id: 'GradeRun' });

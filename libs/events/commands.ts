import { z } from 'zod';
import { TurnErrorSchema } from './failure.js';
import { ApprovalIdSchema, CallIdSchema, TurnIdSchema } from './identifiers.js';
import { RunGradedSchema, RunStartedSchema } from './run-events.js';
import { DecisionSchema } from './turn-events.js';
import { AnswerSchema, CallOutcomeSchema, CallReportSchema, ControlFactSchema, DefectSchema } from './turn-parts.js';
import { EpochMsSchema, INLINE_LIMIT, KEY_LIMIT, WORDS_LIMIT } from './values.js';

// What a command says is limited here. Events have no limits but a record's: what has happened is never refused.

// In UTF-16 units, as all limits here.
const NAME = 200;
/** Of the name of a worker, and of what it makes of that. */
const TOKEN = 512;
const LABELS = 32;

const attempt = z.int().min(1);
const reason = z.string().max(WORDS_LIMIT).optional();
const token = z.string().max(TOKEN);
const controls = z.array(
  ControlFactSchema.refine((fact) => fact.kind !== 'submit_answer' || fact.key.length <= KEY_LIMIT, {
    path: ['key'],
    error: `must be a SHA-256 where it is longer than ${KEY_LIMIT} characters`,
  }),
);

const LabelsSchema = z
  .record(z.string().min(1).max(64), z.string().max(256))
  .refine((labels) => Object.keys(labels).length <= LABELS, `must not be more than ${LABELS}`);

/** The gateway has resolved everything; the decider copies it into RunStarted. */
export const StartRunSchema = z
  .strictObject({
    ...RunStartedSchema.shape,
    labels: LabelsSchema,
    comparisonId: z.string().max(NAME).optional(),
    idempotencyKey: z.string().max(255).optional(),
  })
  .meta({ id: 'StartRun' });

/** A one-phase turn: every call was `read` or `control`, and its outcomes are here. */
export const RecordTurnSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: AnswerSchema,
    outcomes: z.array(CallOutcomeSchema),
    controls,
    defect: DefectSchema.extend({ message: z.string().max(WORDS_LIMIT) }).optional(),
    report: CallReportSchema,
  })
  .meta({ id: 'RecordTurn' });

/** The first phase of a turn with acting calls. */
export const RecordAnswerSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: AnswerSchema,
    controls,
    report: CallReportSchema,
  })
  .meta({ id: 'RecordAnswer' });

/** Asks for the right to make a `once` call; `claim` is the asking job's own random token. */
export const StartToolCallSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, claim: token.min(1), worker: token })
  .meta({ id: 'StartToolCall' });

/** `claim` is that of the call's ToolCallStarted, absent for calls that need none. */
export const RecordToolResultSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    callId: CallIdSchema,
    claim: token.optional(),
    outcome: CallOutcomeSchema,
  })
  .meta({ id: 'RecordToolResult' });

/** Whoever finds a foreign claim without a result says so. */
export const DoubtToolCallSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, claim: token })
  .meta({ id: 'DoubtToolCall' });

/** `report` is absent where no call was made. */
export const FailTurnSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    error: TurnErrorSchema.extend({ message: z.string().max(WORDS_LIMIT) }),
    report: CallReportSchema.optional(),
  })
  .meta({ id: 'FailTurn' });

export const FireTimerSchema = z
  .strictObject({ timerId: token.min(1), dueAt: EpochMsSchema })
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

const PerAnswerSchema = RunGradedSchema.shape.perAnswer.element.extend({ detail: z.string().max(WORDS_LIMIT) });
export const GradeRunSchema = z
  .strictObject({
    ...RunGradedSchema.shape,
    grader: z.string().min(1).max(NAME),
    version: z.string().min(1).max(NAME),
    perAnswer: z.array(PerAnswerSchema),
  })
  .meta({ id: 'GradeRun' });

import { z } from 'zod';
import { CommandIdSchema, RunIdSchema } from './identifiers.js';
import { BudgetKindSchema, BudgetSchema, PricesSchema, ResolvedSystemSchema } from './system.js';
import { TaskBriefSchema, TaskRefSchema } from './task-brief.js';
import { AnswerRefSchema } from './turn-parts.js';
import { FailureCodeSchema } from './failure.js';
import { BlobRefSchema, CountSchema, Sha256Schema } from './values.js';

/**
 * Everything a run is a function of besides its results. `gradingRef` is a salted blob that only a grader reads.
 * `traceId` and `parentSpanId` are the client's if it sent a valid `traceparent`, else the run id's 128 bits and absent.
 */
export const RunStartedSchema = z
  .strictObject({
    brief: TaskBriefSchema,
    taskRef: TaskRefSchema.optional(),
    taskHash: Sha256Schema,
    gradingRef: BlobRefSchema.optional(),
    system: ResolvedSystemSchema,
    systemHash: Sha256Schema,
    prices: PricesSchema,
    budget: BudgetSchema,
    seed: z.int().min(0),
    rehearsed: z.boolean(),
    erasable: z.boolean(),
    labels: z.record(z.string(), z.string()),
    comparisonId: z.string().optional(),
    parentRunId: RunIdSchema.optional(),
    continuesRunId: RunIdSchema.optional(),
    idempotencyKey: z.string().optional(),
    bodyHash: Sha256Schema.optional(),
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    parentSpanId: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .optional(),
    sampled: z.boolean(),
  })
  .meta({ id: 'RunStarted' });

/** Turns in flight finish; none is requested until RunResumed. */
export const RunPausedSchema = z.strictObject({ reason: z.string().optional() }).meta({ id: 'RunPaused' });
export const RunResumedSchema = z.strictObject({}).meta({ id: 'RunResumed' });

/** `because` says why the run ended here: its agents finished, or a budget did and these are the best answers so far. */
export const RunCompletedSchema = z
  .strictObject({
    answers: z.array(AnswerRefSchema).min(1),
    because: z.enum(['answered', 'budget_exhausted', 'member_lost']),
    budget: BudgetKindSchema.optional(),
  })
  .meta({ id: 'RunCompleted' });

export const RunFailedSchema = z
  .strictObject({ code: FailureCodeSchema, message: z.string(), budget: BudgetKindSchema.optional() })
  .meta({ id: 'RunFailed' });

export const RunCancelledSchema = z.strictObject({ reason: z.string().optional() }).meta({ id: 'RunCancelled' });

/** `passed`: every distinct answer is right; `anyPassed`: at least one is. `score` is 0 to 1. */
export const RunGradedSchema = z
  .strictObject({
    grader: z.string().min(1),
    version: z.string().min(1),
    passed: z.boolean(),
    anyPassed: z.boolean(),
    score: z.number().min(0).max(1),
    perAnswer: z.array(z.strictObject({ answer: CountSchema, passed: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'RunGraded' });

export const REJECTION_CODES = [
  'run_not_running',
  'run_not_paused',
  'run_paused',
  'price_unknown',
  'architecture_unknown',
  'team_invalid',
  'approval_not_open',
  'decision_not_allowed',
] as const;

/** A command that named this run and could not be accepted. */
export const CommandRejectedSchema = z
  .strictObject({
    command: z.string(),
    commandId: CommandIdSchema,
    code: z.enum(REJECTION_CODES),
    message: z.string(),
  })
  .meta({ id: 'CommandRejected' });
export type RejectionCode = (typeof REJECTION_CODES)[number];

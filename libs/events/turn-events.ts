import { z } from 'zod';
import { TurnErrorSchema } from './failure.js';
import { ActivationIdSchema, AgentIdSchema, ApprovalIdSchema, CallIdSchema, TurnIdSchema } from './identifiers.js';
import {
  AnswerSchema,
  CallOutcomeSchema,
  CallReportSchema,
  ControlFactSchema,
  DefectSchema,
  MessageKindSchema,
  PartRefSchema,
} from './turn-parts.js';
import { CountSchema, EpochMsSchema, MicroDollarsSchema, SequenceSchema } from './values.js';

const attempt = z.int().min(1);

/**
 * Asks for one model call. `context.upTo`: the agent may see nothing later; `added`: the MessageSent events that are new
 * since its previous turn; `droppedBefore`: what came earlier is left out of the prompt. `remaining`: turns that the
 * activation has left after this one. `reserved` is an upper estimate that the budget sets aside.
 */
export const TurnRequestedSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    agentId: AgentIdSchema,
    activationId: ActivationIdSchema,
    round: CountSchema,
    purpose: z.string().min(1),
    context: z.strictObject({
      upTo: SequenceSchema,
      added: z.array(SequenceSchema),
      droppedBefore: SequenceSchema.optional(),
    }),
    remaining: CountSchema,
    deadline: EpochMsSchema,
    reserved: z.strictObject({ tokens: CountSchema, microDollars: MicroDollarsSchema.optional() }),
  })
  .meta({ id: 'TurnRequested' });

/** The model has answered and acting tools follow; it is never asked again for this turn. Carries the attempt's usage. */
export const TurnAnsweredSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: AnswerSchema,
    controls: z.array(ControlFactSchema),
    report: CallReportSchema,
  })
  .meta({ id: 'TurnAnswered' });

/** The worker whose `claim` this is may act now; nobody else. */
export const ToolCallStartedSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, claim: z.string().min(1), worker: z.string() })
  .meta({ id: 'ToolCallStarted' });

/** `late`: its turn had failed or the run had ended already. */
export const ToolCallRecordedSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    callId: CallIdSchema,
    outcome: CallOutcomeSchema,
    late: z.literal(true).optional(),
  })
  .meta({ id: 'ToolCallRecorded' });

/**
 * A turn is complete. `answer` is the full answer of a one-phase turn, or where the answer of a two-phase one stands;
 * only the first kind carries `report` and `outcomes` (of its calls that are not `control`).
 */
export const TurnRecordedSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    answer: z.union([AnswerSchema, z.strictObject({ answeredAt: SequenceSchema })]),
    outcomes: z.array(CallOutcomeSchema).optional(),
    controls: z.array(ControlFactSchema),
    endsActivation: z.boolean(),
    defect: DefectSchema.optional(),
    report: CallReportSchema.optional(),
  })
  .meta({ id: 'TurnRecorded' });

/** An attempt failed. `report` is absent where the call left no trace, or where TurnAnswered carries it. */
export const TurnFailedSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    error: TurnErrorSchema,
    next: z.union([z.strictObject({ retryAt: EpochMsSchema }), z.literal('final')]),
    report: CallReportSchema.optional(),
  })
  .meta({ id: 'TurnFailed' });

/** A result that came too late: its spend is kept, nothing else changes. */
export const TurnDiscardedSchema = z
  .strictObject({
    turnId: TurnIdSchema,
    attempt,
    reason: z.enum(['attempt_closed', 'turn_closed', 'run_ended']),
    report: CallReportSchema,
  })
  .meta({ id: 'TurnDiscarded' });

/** A person has let the call go ahead; a worker may claim it (again). */
export const TurnResumedSchema = z
  .strictObject({ turnId: TurnIdSchema, callId: CallIdSchema, approvalId: ApprovalIdSchema, deadline: EpochMsSchema })
  .meta({ id: 'TurnResumed' });

/** What one agent says to others, by reference. `accepted` is a review's verdict. */
export const MessageSentSchema = z
  .strictObject({
    from: AgentIdSchema,
    to: z.array(AgentIdSchema).min(1),
    kind: MessageKindSchema,
    round: CountSchema,
    part: PartRefSchema,
    accepted: z.boolean().optional(),
  })
  .meta({ id: 'MessageSent' });

/** Ballots stand in member order; of equal counts the key that was submitted first wins, and `tie` says so. */
export const VoteTalliedSchema = z
  .strictObject({
    round: CountSchema,
    ballots: z.array(z.strictObject({ agentId: AgentIdSchema, part: PartRefSchema, key: z.string() })).min(1),
    winner: z.string(),
    tie: z.boolean(),
  })
  .meta({ id: 'VoteTallied' });

export const ApprovalRequestedSchema = z
  .strictObject({
    approvalId: ApprovalIdSchema,
    kind: z.enum(['before_call', 'in_doubt']),
    turnId: TurnIdSchema,
    callId: CallIdSchema,
    expiresAt: EpochMsSchema,
  })
  .meta({ id: 'ApprovalRequested' });

export const DecisionSchema = z.enum(['approve', 'reject', 'happened', 'not_happened', 'fail']);
export type Decision = z.infer<typeof DecisionSchema>;

/** `expired` is the system's own resolution; everything else is a person's, named by the event's actor. */
export const ApprovalResolvedSchema = z
  .strictObject({
    approvalId: ApprovalIdSchema,
    decision: z.union([DecisionSchema, z.literal('expired')]),
    result: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'ApprovalResolved' });

import { z } from 'zod';
import { AgentIdSchema, TurnIdSchema } from './identifiers.js';
import { ApprovalPolicySchema, EffectSchema, ModelParametersSchema } from './system.js';
import { BlobRefSchema, ContentSchema, CountSchema, EpochMsSchema, MicroDollarsSchema, UsageSchema } from './values.js';

/** A call as the model wrote it: `arguments` is its JSON text, verbatim. `control` calls talk to the system, not to a tool. */
const ToolCallSchema = z
  .strictObject({
    name: z.string(),
    arguments: ContentSchema,
    vendorCallId: z.string().optional(),
    effect: z.union([EffectSchema, z.literal('control')]),
    approval: ApprovalPolicySchema,
  })
  .meta({ id: 'ToolCall' });
export type ToolCall = z.infer<typeof ToolCallSchema>;

/** Parts that only the vendor understands (reasoning blocks, signatures), as JSON text, sent back to the same vendor only. */
const VendorPartsSchema = z.strictObject({ provider: z.string(), parts: ContentSchema }).meta({ id: 'VendorParts' });
export type VendorParts = z.infer<typeof VendorPartsSchema>;

/** A model's answer. Part 0 is the text, part i the i-th call. */
export const AnswerSchema = z
  .strictObject({ text: ContentSchema, calls: z.array(ToolCallSchema), vendor: VendorPartsSchema.optional() })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof AnswerSchema>;

const CallStatusSchema = z.enum(['ok', 'error', 'timed_out', 'invalid_arguments', 'unknown_tool', 'rejected']);
export type CallStatus = z.infer<typeof CallStatusSchema>;

/** What came of the call with this 1-based index. `result` is what the model is shown; `whole` is the blob of what was cut. */
export const CallOutcomeSchema = z
  .strictObject({
    index: z.int().min(1),
    status: CallStatusSchema,
    result: ContentSchema,
    whole: BlobRefSchema.optional(),
    startedAt: EpochMsSchema,
    endedAt: EpochMsSchema,
    argumentBytes: CountSchema,
    resultBytes: CountSchema,
  })
  .meta({ id: 'CallOutcome' });
export type CallOutcome = z.infer<typeof CallOutcomeSchema>;

/**
 * What an answer means to the coordination, without its text: `index` is the part that says it (0 = the text).
 * `key` is the normalised answer, or its SHA-256 when it is longer than 64 characters: equal keys are equal votes.
 */
export const ControlFactSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('delegate'), index: CountSchema, to: AgentIdSchema }),
    z.strictObject({ kind: z.literal('report'), index: CountSchema }),
    z.strictObject({ kind: z.literal('submit_answer'), index: CountSchema, key: z.string() }),
    z.strictObject({ kind: z.literal('finish'), index: CountSchema }),
    z.strictObject({ kind: z.literal('revise'), index: CountSchema }),
    z.strictObject({ kind: z.literal('review'), index: CountSchema, accepted: z.boolean() }),
  ])
  .meta({ id: 'ControlFact' });
export type ControlFact = z.infer<typeof ControlFactSchema>;

/** What was malformed in an answer, in words that the model is shown for its repair. */
export const DefectSchema = z
  .strictObject({ code: z.literal('malformed_output'), message: z.string() })
  .meta({ id: 'Defect' });
export type Defect = z.infer<typeof DefectSchema>;

/** How one model call went; an attempt's usage and cost stand in exactly one event. `cost` is absent when it is unknown. */
export const CallReportSchema = z
  .strictObject({
    worker: z.string(),
    startedAt: EpochMsSchema,
    firstTokenAt: EpochMsSchema.optional(),
    endedAt: EpochMsSchema,
    provider: z.string(),
    asked: z.string(),
    answered: z.string().optional(),
    parameters: ModelParametersSchema,
    server: z.string().optional(),
    responseId: z.string().optional(),
    finishReason: z.enum(['stop', 'tool_calls', 'length', 'content_filter', 'refusal', 'error']).optional(),
    usage: UsageSchema,
    cost: MicroDollarsSchema.optional(),
    maybeRepeated: z.literal(true).optional(),
    injectedRef: BlobRefSchema.optional(),
  })
  .meta({ id: 'CallReport' });
export type CallReport = z.infer<typeof CallReportSchema>;

export const MessageKindSchema = z.enum([
  'delegate',
  'report',
  'finding',
  'debate',
  'review',
  'synthesis',
  'handoff',
  'error',
]);
export type MessageKind = z.infer<typeof MessageKindSchema>;

/** One part of one turn's answer; `maxChars` cuts it for the reader. */
export const PartRefSchema = z
  .strictObject({ turnId: TurnIdSchema, index: CountSchema, maxChars: z.int().min(1).optional() })
  .meta({ id: 'PartRef' });
export type PartRef = z.infer<typeof PartRefSchema>;

/** An answer of the run: who gave it, and where it stands. */
export const AnswerRefSchema = z
  .strictObject({ agentId: AgentIdSchema, part: PartRefSchema })
  .meta({ id: 'AnswerRef' });
export type AnswerRef = z.infer<typeof AnswerRefSchema>;

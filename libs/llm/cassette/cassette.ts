import {
  AgentIdSchema,
  FailureCodeSchema,
  ModelSpecSchema,
  RunIdSchema,
  TaskRefSchema,
  TurnIdSchema,
  UsageSchema,
} from '#events';
import { z } from 'zod';
import type { RecordedCall } from '../with-recording.js';

const CallSchema = z.strictObject({ callId: z.string(), name: z.string(), arguments: z.string() });
const VendorSchema = z.strictObject({ provider: z.string(), parts: z.string() });

const MessageSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('user'), text: z.string() }),
  z.strictObject({
    role: z.literal('assistant'),
    text: z.string(),
    calls: z.array(CallSchema),
    vendor: VendorSchema.exactOptional(),
  }),
  z.strictObject({ role: z.literal('tool'), callId: z.string(), name: z.string(), text: z.string() }),
]);

const OriginSchema = z.strictObject({
  runId: RunIdSchema,
  turnId: TurnIdSchema,
  attempt: z.int().min(1),
  agentId: AgentIdSchema,
  purpose: z.string(),
  remaining: z.int().min(0),
  seed: z.int(),
  taskRef: TaskRefSchema.exactOptional(),
  team: z.array(AgentIdSchema),
});

const RequestSchema = z.strictObject({
  model: ModelSpecSchema,
  system: z.string(),
  messages: z.array(MessageSchema),
  tools: z.array(
    z.strictObject({ name: z.string(), description: z.string(), parameters: z.record(z.string(), z.unknown()) }),
  ),
  toolChoice: z.enum(['auto', 'required', 'none']),
  output: z.strictObject({ name: z.string(), schema: z.record(z.string(), z.unknown()) }).exactOptional(),
  origin: OriginSchema,
});

const NameSchema = z.strictObject({ provider: z.string(), model: z.string() });

/** Times and what was left of a vendor's limits are not kept: they say nothing on another day. */
const AnswerSchema = z.object({
  text: z.string(),
  calls: z.array(CallSchema),
  vendor: VendorSchema.exactOptional(),
  finishReason: z.enum(['stop', 'tool_calls', 'length', 'content_filter', 'refusal', 'error']),
  usage: UsageSchema,
  answered: z.string().exactOptional(),
  responseId: z.string().exactOptional(),
  server: z.string().exactOptional(),
  by: NameSchema.exactOptional(),
  injected: z.string().exactOptional(),
});

const FailureSchema = z.strictObject({
  failed: z.union([FailureCodeSchema, z.literal('unknown')]),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().min(0).exactOptional(),
  usage: UsageSchema.exactOptional(),
  by: NameSchema.exactOptional(),
});

/** One line of a cassette: a request and what came of it. */
export const CassetteLineSchema = z.strictObject({
  cassette: z.literal(1),
  provider: z.string(),
  request: RequestSchema,
  outcome: z.union([z.strictObject({ answer: AnswerSchema }), FailureSchema]),
});
export type CassetteLine = z.infer<typeof CassetteLineSchema>;

export const cassetteLine = (call: RecordedCall): CassetteLine => CassetteLineSchema.parse({ cassette: 1, ...call });

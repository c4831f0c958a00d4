import { z } from 'zod';
import { readReply } from '../failures/unreadable-reply.js';
import { callsOf, packParts, textOf, type AnswerPart } from '../vendor-parts.js';
import type { Stop, TokenCounts, VendorReply } from '../vendor-reply.js';

const text = z.string().catch('');
const count = z.int().min(0).nullish().catch(undefined);

export const UsageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  output_tokens_details: z.object({ thinking_tokens: count }).nullish().catch(undefined),
});
type MessageUsage = z.infer<typeof UsageSchema>;

export const BlockSchema = z.looseObject({ type: z.string() });
export type Block = z.infer<typeof BlockSchema>;

/** Where and why a message ended. */
export const StopSchema = z.object({
  stop_reason: text,
  stop_details: z.object({ explanation: text }).nullish().catch(undefined),
});

export const MessageSchema = StopSchema.extend({
  type: z.literal('message'),
  id: text,
  model: text,
  content: z.array(BlockSchema),
  usage: UsageSchema,
});
export type MessageBody = z.infer<typeof MessageSchema>;

/** @throws UnreadableReply */
export const readMessage = (body: unknown): VendorReply => messageReply(readReply(MessageSchema, body));

export function messageReply(message: MessageBody): VendorReply {
  const parts = message.content.map(answerPart);
  return {
    id: message.id,
    model: message.model,
    text: textOf(parts),
    calls: callsOf(parts),
    stop: STOPS[message.stop_reason] ?? 'stop',
    reason: message.stop_details?.explanation ?? '',
    usage: countsOf(message.usage),
    ...(parts.every(isPlain) ? {} : { parts: packParts(message.model, parts) }),
  };
}

const isPlain = ({ text: said, call }: AnswerPart): boolean => said !== undefined || call !== undefined;

function answerPart({ ...block }: Block): AnswerPart {
  if (block.type === 'text') {
    const { text: said, ...part } = block;
    return { part, text: text.parse(said) };
  }
  if (block.type === 'tool_use') {
    const { id, name, input, ...part } = block;
    return { part, call: { id: text.parse(id), name: text.parse(name), arguments: argumentsOf(input) } };
  }
  return { part: block };
}

/** A stream brings the arguments as the text that the model wrote, and none where there are none. */
const argumentsOf = (input: unknown): string =>
  typeof input === 'string' ? input || '{}' : JSON.stringify(input ?? {});

const STOPS: Readonly<Record<string, Stop>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'context_full',
  refusal: 'refusal',
};

/** The vendor counts cached input apart. */
function countsOf(usage: MessageUsage): TokenCounts | undefined {
  const { input_tokens: fresh, cache_read_input_tokens: read, cache_creation_input_tokens: written } = usage;
  if (fresh == null) return undefined;
  return {
    input: fresh + (read ?? 0) + (written ?? 0),
    output: usage.output_tokens ?? undefined,
    cacheRead: read ?? undefined,
    cacheWrite: written ?? undefined,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? undefined,
  };
}

import { z } from 'zod';
import { readReply } from '../failures/unreadable-reply.js';

// Small local servers leave much out, or send it as null: what is absent reads as empty here, and nothing but the outer
// shape is required.
const text = z.string().catch('');
const count = z.int().min(0).optional().catch(undefined);

/** Some servers send the arguments parsed. */
const argumentsText = z
  .unknown()
  .optional()
  .transform((written) => (typeof written === 'string' ? written : written == null ? '' : JSON.stringify(written)));
const CallSchema = z
  .object({
    index: z.int().optional().catch(undefined),
    id: text,
    function: z.object({ name: text, arguments: argumentsText }).catch({ name: '', arguments: '' }),
  })
  .transform(({ index, id, function: { name, arguments: written } }) => ({ index, id, name, arguments: written }));
/** A call, or one delta of it. */
export type ChatCall = z.infer<typeof CallSchema>;

const parts = z.array(z.object({ text })).transform((all) => all.map((part) => part.text).join(''));
const SaidSchema = z
  .object({
    content: z.union([z.string(), parts]).catch(''),
    refusal: text,
    tool_calls: z.array(CallSchema).nullish(),
  })
  .transform(({ content, refusal, tool_calls }) => ({ text: content, refusal, calls: tool_calls ?? [] }));
const NOTHING_SAID: z.infer<typeof SaidSchema> = { text: '', refusal: '', calls: [] };

const UsageSchema = z
  .object({
    prompt_tokens: z.int().min(0),
    completion_tokens: z.int().min(0),
    prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
    completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
  })
  .transform((wire) => ({
    input: wire.prompt_tokens,
    output: wire.completion_tokens,
    cacheRead: wire.prompt_tokens_details?.cached_tokens,
    reasoning: wire.completion_tokens_details?.reasoning_tokens,
  }))
  .optional()
  .catch(undefined);

const envelope = { id: text, model: text, usage: UsageSchema };
const CompletionSchema = z
  .object({ ...envelope, choices: z.tuple([z.object({ finish_reason: text, message: SaidSchema })], z.unknown()) })
  .transform(({ choices: [{ finish_reason, message }], ...head }) => ({ ...head, finish: finish_reason, ...message }));
const ChunkSchema = z
  .object({
    ...envelope,
    choices: z
      .array(z.object({ finish_reason: text, delta: SaidSchema.nullish(), message: SaidSchema.nullish() }))
      .nullish(),
  })
  .transform(({ choices, ...head }) => {
    const choice = choices?.[0];
    return { ...head, finish: choice?.finish_reason ?? '', ...(choice?.delta ?? choice?.message ?? NOTHING_SAID) };
  });

/** What a server answered, whole, gathered from a stream, or one chunk of one; not judged yet. */
export type ChatReply = z.infer<typeof CompletionSchema>;

/** @throws UnreadableReply */
export const readCompletion = (body: unknown): ChatReply => readReply(CompletionSchema, body);
/**
 * A whole completion reads as one chunk.
 * @throws UnreadableReply
 */
export const readChunk = (body: unknown): ChatReply => readReply(ChunkSchema, body);

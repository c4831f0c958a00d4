import { z } from 'zod';
import { InBandFailure } from '../failures/in-band-failure.js';
import { readReply } from '../failures/unreadable-reply.js';
import { callsOf, packParts, textOf, type AnswerPart } from '../vendor-parts.js';
import type { Stop, VendorReply } from '../vendor-reply.js';

const text = z.string().catch('');
const count = z.int().min(0).optional().catch(undefined);

const ContentSchema = z.object({ type: text, text, refusal: text });
const MessageSchema = z.object({
  type: z.literal('message'),
  phase: z.string().nullish().catch(undefined),
  content: z.array(ContentSchema),
});
const CallSchema = z.object({ type: z.literal('function_call'), call_id: text, name: text, arguments: text });
const READ_TYPES: ReadonlySet<string> = new Set(['message', 'function_call']);
/** Of the vendor's own, sent back as it came. One that is read must not pass as such because it has another shape. */
const OwnSchema = z.looseObject({ type: z.string().refine((type) => !READ_TYPES.has(type)) });
export const ItemSchema = z.union([MessageSchema, CallSchema, OwnSchema]);
export type OutputItem = z.infer<typeof ItemSchema>;

const UsageSchema = z
  .object({
    input_tokens: count,
    output_tokens: count,
    input_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish().catch(undefined),
    output_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
  })
  .transform((wire) => ({
    input: wire.input_tokens,
    output: wire.output_tokens,
    cacheRead: wire.input_tokens_details?.cached_tokens,
    cacheWrite: wire.input_tokens_details?.cache_write_tokens,
    reasoning: wire.output_tokens_details?.reasoning_tokens,
  }))
  .optional()
  .catch(undefined);

export const ResponseSchema = z.object({
  id: text,
  model: text,
  status: z.string(),
  error: z.object({ code: text, message: text }).nullish().catch(undefined),
  incomplete_details: z.object({ reason: text }).nullish().catch(undefined),
  output: z.array(ItemSchema),
  usage: UsageSchema,
});
export type ResponseBody = z.infer<typeof ResponseSchema>;

/** @throws UnreadableReply, InBandFailure */
export const readResponse = (body: unknown): VendorReply => {
  const response = readReply(ResponseSchema, body);
  return responseReply(response, response.output);
};

/** Others have failed. */
export const isAnswer = ({ status }: ResponseBody): boolean => status === 'completed' || status === 'incomplete';

/**
 * The reply that a response with these items is.
 * @throws InBandFailure when the response failed
 */
export function responseReply(response: ResponseBody, items: readonly OutputItem[]): VendorReply {
  if (!isAnswer(response)) {
    const { code, message } = response.error ?? { code: '', message: '' };
    throw new InBandFailure(code, message === '' ? `the response ended as "${response.status}"` : message);
  }
  const parts = items.map(answerPart);
  const refusal = items.flatMap((item) => (isMessage(item) ? item.content : [])).map((content) => content.refusal);
  const calls = callsOf(parts);
  return {
    id: response.id,
    model: response.model,
    text: textOf(parts),
    calls,
    stop: stopOf(response, calls.length === 0 ? refusal.join('') : ''),
    reason: refusal.join(''),
    usage: response.usage,
    ...(parts.every(isPlain) ? {} : { parts: packParts(response.model, parts) }),
  };
}

const isMessage = (item: OutputItem): item is z.infer<typeof MessageSchema> => item.type === 'message';
const isCall = (item: OutputItem): item is z.infer<typeof CallSchema> => item.type === 'function_call';
const isPlain = ({ text: said, call }: AnswerPart): boolean => said !== undefined || call !== undefined;

function answerPart(item: OutputItem): AnswerPart {
  if (isCall(item)) {
    return { part: {}, call: { id: item.call_id, name: item.name, arguments: item.arguments } };
  }
  if (!isMessage(item)) return { part: item };
  const said = item.content.map((content) => content.text).join('');
  return { part: item.phase == null ? {} : { phase: item.phase }, text: said };
}

function stopOf({ status, incomplete_details }: ResponseBody, refusal: string): Stop {
  if (status === 'incomplete') return incomplete_details?.reason === 'content_filter' ? 'content_filter' : 'length';
  return refusal === '' ? 'stop' : 'refusal';
}

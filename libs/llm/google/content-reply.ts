import { z } from 'zod';
import { callsOf, packParts, textOf, type AnswerPart } from '../vendor-parts.js';
import type { Stop, TokenCounts, VendorReply } from '../vendor-reply.js';

const text = z.string().catch('');
const count = z.int().min(0).optional().catch(undefined);

const PartSchema = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  functionCall: z.looseObject({ id: z.string().optional(), name: text, args: z.unknown().optional() }).optional(),
});
export type ContentPart = z.infer<typeof PartSchema>;

const UsageSchema = z.object({
  promptTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  toolUsePromptTokenCount: count,
  cachedContentTokenCount: count,
});

const CandidateSchema = z.object({
  content: z.object({ parts: z.array(PartSchema).optional().default([]) }).optional(),
  finishReason: text,
  finishMessage: text,
});

const NO_CANDIDATE: z.infer<typeof CandidateSchema> = { finishReason: '', finishMessage: '' };
const NO_FEEDBACK = { blockReason: '', blockReasonMessage: '' };

/** A whole response, or one chunk of a stream. */
export const ResponseSchema = z
  .object({
    candidates: z.array(CandidateSchema).optional(),
    promptFeedback: z.object({ blockReason: text, blockReasonMessage: text }).optional().catch(undefined),
    usageMetadata: UsageSchema.optional().catch(undefined),
    modelVersion: text,
    responseId: text,
  })
  .refine(({ candidates, promptFeedback, usageMetadata }) => candidates ?? promptFeedback ?? usageMetadata, {
    error: 'has neither candidates nor feedback on the prompt',
  })
  .transform(({ candidates, promptFeedback = NO_FEEDBACK, usageMetadata, modelVersion, responseId }) => {
    const { content, finishReason, finishMessage } = candidates?.[0] ?? NO_CANDIDATE;
    return {
      id: responseId,
      model: modelVersion,
      parts: content?.parts ?? [],
      finish: finishReason,
      finishMessage,
      blocked: promptFeedback.blockReason,
      blockedMessage: promptFeedback.blockReasonMessage,
      usage: usageMetadata === undefined ? undefined : countsOf(usageMetadata),
    };
  });
/** What the vendor answered, whole or gathered from a stream. */
export type ContentReply = z.infer<typeof ResponseSchema>;

/** `asked` is the model of the request: what it signs, only it can read. */
export function contentReply(reply: ContentReply, asked: string): VendorReply {
  const parts = reply.parts.map(answerPart);
  const blocked = reply.blocked !== '';
  return {
    id: reply.id,
    model: reply.model,
    text: textOf(parts),
    calls: callsOf(parts),
    stop: blocked ? 'content_filter' : (STOPS[reply.finish] ?? 'stop'),
    reason: (blocked ? [reply.blocked, reply.blockedMessage] : [reply.finish, reply.finishMessage]).join(' '),
    usage: reply.usage,
    ...(reply.parts.some(isSigned) ? { parts: packParts(asked, parts) } : {}),
  };
}

const isSigned = (part: ContentPart): boolean => part.thought === true || 'thoughtSignature' in part;

function answerPart(wire: ContentPart): AnswerPart {
  const { functionCall, text: said, ...rest } = wire;
  if (functionCall !== undefined) {
    const { name, args, ...numbered } = functionCall;
    const part = numbered.id === undefined ? rest : { ...rest, functionCall: numbered };
    return { part, call: { id: functionCall.id ?? '', name, arguments: JSON.stringify(args ?? {}) } };
  }
  // A thought is not part of what the model says.
  return said === undefined || wire.thought === true ? { part: wire } : { part: rest, text: said };
}

const FILTERED: readonly string[] = ['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'LANGUAGE'];
const MALFORMED: readonly string[] = ['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS'];
const STOPS: Readonly<Record<string, Stop>> = {
  MAX_TOKENS: 'length',
  OTHER: 'error',
  ...Object.fromEntries(FILTERED.map((reason) => [reason, 'content_filter'])),
  ...Object.fromEntries(MALFORMED.map((reason) => [reason, 'malformed_call'])),
};

/** The vendor counts what a model thinks apart, and the cached part of the prompt within it. */
function countsOf(usage: z.infer<typeof UsageSchema>): TokenCounts {
  const { promptTokenCount: prompt, candidatesTokenCount: said, thoughtsTokenCount: thought } = usage;
  return {
    input: prompt === undefined ? undefined : prompt + (usage.toolUsePromptTokenCount ?? 0),
    output: said === undefined && thought === undefined ? undefined : (said ?? 0) + (thought ?? 0),
    cacheRead: usage.cachedContentTokenCount,
    reasoning: thought,
  };
}

import type { Usage } from '#events';
import { ProviderError, type ModelAnswer, type ModelRequest, type RequestedCall } from '../port.js';
import { estimateUsage } from '../usage-estimate.js';
import type { ChatCall, ChatReply } from './chat-reply.js';

export interface AnswerContext {
  /** Host and port that answered. */
  readonly server: string;
  readonly firstTokenAt?: number;
}

/**
 * What a reply means.
 * @throws ProviderError when nothing in it can be used: filtered, refused, cut before anything was said, or broken off
 */
export function modelAnswer(
  reply: ChatReply,
  request: ModelRequest,
  { server, firstTokenAt }: AnswerContext,
): ModelAnswer {
  const calls = requestedCalls(reply.calls, request);
  const usage = reportedUsage(reply.usage) ?? estimateUsage(request, { text: reply.text, calls });
  refuseUnusable(reply, usage);
  return {
    text: reply.text,
    calls,
    finishReason: finishReasonOf(reply),
    usage,
    ...(reply.model === '' ? {} : { answered: reply.model }),
    ...(reply.id === '' ? {} : { responseId: reply.id }),
    server,
    ...(firstTokenAt === undefined ? {} : { firstTokenAt }),
  };
}

function refuseUnusable({ finish, text, refusal, calls }: ChatReply, usage: Usage): void {
  if (finish === 'content_filter') {
    throw new ProviderError('content_filtered', "the vendor's content filter stopped the answer", {
      retryable: false,
      usage,
    });
  }
  if (refusal.trim() !== '' && calls.length === 0) {
    throw new ProviderError('refused', `the model refused: ${refusal.slice(0, 300)}`, { retryable: false, usage });
  }
  if (finish === 'error') {
    throw new ProviderError('server_error', 'the server broke the answer off with an error', {
      retryable: true,
      usage,
    });
  }
  if (finish === 'length' && text.trim() === '' && calls.length === 0) {
    const message = 'the output limit was reached before the model said anything: raise parameters.maxOutputTokens';
    throw new ProviderError('output_truncated', message, { retryable: false, usage });
  }
}

function finishReasonOf({ finish, calls }: ChatReply): ModelAnswer['finishReason'] {
  if (finish === 'length') return 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** Ids that a server left out, or gave twice, are made from the turn: the same on every reading of the same reply. */
function requestedCalls(calls: readonly ChatCall[], { origin }: ModelRequest): readonly RequestedCall[] {
  const taken = new Set<string>();
  return calls.map(({ id, name, arguments: written }, position) => {
    const callId = id === '' || taken.has(id) ? `${origin.turnId}.${position + 1}` : id;
    taken.add(callId);
    return { callId, name, arguments: written };
  });
}

/** Nothing where the server counted nothing; some send zeros instead. */
function reportedUsage(usage: ChatReply['usage']): Usage | undefined {
  if (usage === undefined || usage.input + usage.output === 0) return undefined;
  const { input, output, cacheRead, reasoning } = usage;
  return {
    input,
    output,
    ...(cacheRead === undefined ? {} : { cacheRead: Math.min(cacheRead, input) }),
    ...(reasoning === undefined ? {} : { reasoning: Math.min(reasoning, output) }),
    source: 'reported',
  };
}

import type { Usage } from '#events';
import { ProviderError, type ModelAnswer, type ModelRequest, type Quota, type RequestedCall } from './port.js';
import { estimateUsage } from './usage-estimate.js';
import { usageOf } from './usage-of.js';
import type { Stop, VendorCall, VendorReply } from './vendor-reply.js';

export interface AnswerContext {
  readonly provider: string;
  /** Host and port that answered. */
  readonly server: string;
  readonly firstTokenAt?: number | undefined;
  readonly quota?: Quota | undefined;
}

/**
 * What a reply means.
 * @throws ProviderError when nothing in it can be used: filtered, refused, cut before anything was said, or broken off
 */
export function modelAnswer(reply: VendorReply, request: ModelRequest, context: AnswerContext): ModelAnswer {
  const calls = requestedCalls(reply.calls, request);
  const usage = reportedUsage(reply.usage) ?? estimateUsage(request, { text: reply.text, calls });
  const unusable = unusableVerdict(reply);
  if (unusable !== undefined) {
    throw new ProviderError(unusable.code, unusable.message, { retryable: unusable.retryable, usage });
  }
  const { provider, server, firstTokenAt, quota } = context;
  return {
    text: reply.text,
    calls,
    ...(reply.parts === undefined ? {} : { vendor: { provider, parts: reply.parts } }),
    finishReason: finishReasonOf(reply),
    usage,
    ...(reply.model === '' ? {} : { answered: reply.model }),
    ...(reply.id === '' ? {} : { responseId: reply.id }),
    server,
    ...(firstTokenAt === undefined ? {} : { firstTokenAt }),
    ...(quota === undefined ? {} : { quota }),
  };
}

type Unusable = Pick<ProviderError, 'code' | 'message'> & { readonly retryable: boolean };

function unusableVerdict({ stop, text, calls, reason }: VendorReply): Unusable | undefined {
  const silent = text.trim() === '' && calls.length === 0;
  const verdict = UNUSABLE[stop];
  if (verdict === undefined || (verdict.when === 'silent' && !silent)) return undefined;
  const { code, message, retryable } = verdict;
  const why = reason.trim() === '' ? '' : `: ${reason.slice(0, REASON_CHARACTERS)}`;
  return { code, message: message + why, retryable };
}

const REASON_CHARACTERS = 300;

/** `silent`: only when the model has said nothing that can be used. */
const UNUSABLE: Readonly<Record<Stop, (Unusable & { readonly when: 'always' | 'silent' }) | undefined>> = {
  stop: undefined,
  length: {
    when: 'silent',
    code: 'output_truncated',
    message: 'the output limit was reached before the model said anything: raise parameters.maxOutputTokens',
    retryable: false,
  },
  context_full: {
    when: 'silent',
    code: 'context_too_long',
    message:
      "the conversation has filled the model's context before it said anything: set the agent's context.maxTokens",
    retryable: false,
  },
  content_filter: {
    when: 'always',
    code: 'content_filtered',
    message: "the vendor's content filter stopped the answer",
    retryable: false,
  },
  refusal: { when: 'always', code: 'refused', message: 'the model refused', retryable: false },
  malformed_call: {
    when: 'always',
    code: 'invalid_response',
    message: 'the model wrote a call that its vendor could not read',
    retryable: true,
  },
  error: {
    when: 'always',
    code: 'server_error',
    message: 'the server broke the answer off with an error',
    retryable: true,
  },
};

function finishReasonOf({ stop, calls }: VendorReply): ModelAnswer['finishReason'] {
  if (stop === 'length' || stop === 'context_full') return 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** Ids that a server left out, or gave twice, are made from the turn: the same on every reading of the same reply. */
function requestedCalls(calls: readonly VendorCall[], { origin }: ModelRequest): readonly RequestedCall[] {
  const taken = new Set<string>();
  return calls.map(({ id, name, arguments: written }, position) => {
    const callId = id === '' || taken.has(id) ? `${origin.turnId}.${position + 1}` : id;
    taken.add(callId);
    return { callId, name, arguments: written };
  });
}

/** Nothing where the server counted nothing; some send zeros instead. */
function reportedUsage(counts: VendorReply['usage']): Usage | undefined {
  if (counts === undefined || (counts.input ?? 0) + (counts.output ?? 0) === 0) return undefined;
  return usageOf(counts, 'reported');
}

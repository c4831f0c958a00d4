import type { FailureCode } from '#events';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { abortedError } from '../abort.js';
import { isProviderError, ProviderError } from '../port.js';
import { UnreadableReply } from './chat-reply.js';
import { retryAfterMs } from './retry-after.js';

export interface ErrorContext {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Cut out of every message, should a server quote it. */
  readonly secret?: string | undefined;
}

interface Verdict {
  readonly code: FailureCode;
  readonly retryable: boolean;
  readonly fix?: string;
}

/**
 * Whatever the SDK, the server or the network threw, as the port's typed error.
 * @throws the error itself when it is none of theirs
 */
export function providerErrorOf(error: unknown, context: ErrorContext): ProviderError {
  if (isProviderError(error)) return error;
  if (context.signal.aborted) return abortedError();
  if (isApiError(error)) {
    const status = statusOf(error);
    if (status !== undefined) return answeredError(error, status, context);
    if (error.error !== undefined) return build(inBandVerdict(error), error, context);
  }
  if (error instanceof SyntaxError || error instanceof UnreadableReply) {
    const fix = 'check that the base URL is that of an OpenAI-compatible API, usually ending in /v1';
    return build({ code: 'invalid_response', retryable: true, fix }, error, context);
  }
  const verdict = networkVerdict(error);
  if (verdict === undefined) throw error;
  return build(verdict, error, context);
}

const isApiError = (error: unknown): error is APIError => error instanceof APIError;

function answeredError(error: APIError, status: number, context: ErrorContext): ProviderError {
  const wait = error.headers === undefined ? undefined : retryAfterMs(error.headers, context.now());
  return build(statusVerdict(error, status), error, context, wait);
}

/** Errors inside a stream come after a 200; some servers put the status that they mean into the body. */
function statusOf(error: APIError): number | undefined {
  if (error.status !== undefined) return error.status;
  const code = Number(error.code);
  return code >= 400 && code < 600 ? code : undefined;
}

const BY_STATUS = new Map<number, Verdict>([
  [401, { code: 'authentication_failed', retryable: false, fix: "check this provider's API key" }],
  [402, { code: 'permission_denied', retryable: false, fix: 'the account has no credit left' }],
  [403, { code: 'permission_denied', retryable: false, fix: 'the API key may not use this model' }],
  [404, { code: 'model_not_found', retryable: false, fix: 'check the model name and the base URL' }],
  [408, { code: 'timed_out', retryable: true }],
  [409, { code: 'server_error', retryable: true }],
  [413, { code: 'context_too_long', retryable: false }],
  [429, { code: 'rate_limited', retryable: true }],
  [503, { code: 'overloaded', retryable: true }],
  [529, { code: 'overloaded', retryable: true }],
]);
const CONTEXT_FIX = "use a model with a larger context, or set the agent's context.maxTokens with policy dropOldest";

function statusVerdict(error: APIError, status: number): Verdict {
  if (status === 400 || status === 413 || status === 422) return refusedVerdict(error);
  if (status === 429 && said(error).includes('insufficient_quota')) {
    return { code: 'rate_limited', retryable: false, fix: 'the quota is used up: waiting does not help' };
  }
  const listed = BY_STATUS.get(status);
  if (listed !== undefined) return listed;
  return status >= 500 ? { code: 'server_error', retryable: true } : { code: 'invalid_request', retryable: false };
}

function refusedVerdict(error: APIError): Verdict {
  if (error.status === 413 || isContextLength(error)) {
    return { code: 'context_too_long', retryable: false, fix: CONTEXT_FIX };
  }
  if (said(error).includes('content_filter')) return { code: 'content_filtered', retryable: false };
  return { code: 'invalid_request', retryable: false };
}

function inBandVerdict(error: APIError): Verdict {
  const words = said(error);
  if (isContextLength(error)) return { code: 'context_too_long', retryable: false, fix: CONTEXT_FIX };
  if (words.includes('rate_limit')) return { code: 'rate_limited', retryable: true };
  return { code: words.includes('overloaded') ? 'overloaded' : 'server_error', retryable: true };
}

const CONTEXT_LENGTH =
  /context[_ ]?(length|window|size)|maximum context|exceed\w* (the )?(available )?context|prompt is too long/;
const isContextLength = (error: APIError): boolean => CONTEXT_LENGTH.test(said(error));
const said = (error: APIError): string => `${error.code ?? ''} ${error.type ?? ''} ${error.message}`.toLowerCase();

/** Nothing for an error that is not the network's. */
function networkVerdict(error: unknown): Verdict | undefined {
  const code = systemCodeOf(error);
  if (error instanceof APIConnectionTimeoutError || (code !== undefined && TIMED_OUT.test(code))) {
    return { code: 'timed_out', retryable: true };
  }
  if (code === 'ECONNREFUSED') {
    return { code: 'connection_failed', retryable: true, fix: 'ECONNREFUSED: is the server running at this address?' };
  }
  if (code === undefined && !(error instanceof APIConnectionError)) return undefined;
  return { code: 'connection_failed', retryable: true, ...(code === undefined ? {} : { fix: code }) };
}

const TIMED_OUT = /TIMEOUT|TIMEDOUT/;

/** The operating system's or the HTTP client's code, which stands somewhere down the causes. */
function systemCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? systemCodeOf(error.cause) : undefined;
}

const MESSAGE_CHARACTERS = 400;

function build({ code, retryable, fix }: Verdict, error: unknown, context: ErrorContext, wait?: number): ProviderError {
  const text = `${context.baseUrl}: ${error instanceof Error ? error.message : String(error)}`;
  const shown = (context.secret ? text.replaceAll(context.secret, '[API key]') : text).slice(0, MESSAGE_CHARACTERS);
  const retry = wait === undefined ? {} : { retryAfterMs: wait };
  return new ProviderError(code, fix === undefined ? shown : `${shown}; ${fix}`, { retryable, ...retry });
}

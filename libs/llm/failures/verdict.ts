import type { FailureCode } from '#events';

/** What an error means to whoever decides about the next attempt. */
export interface Verdict {
  readonly code: FailureCode;
  readonly retryable: boolean;
  readonly fix?: string;
}

/** What a vendor's error says. Without a status it came inside an answer or a stream. */
export interface VendorFailure {
  readonly status?: number | undefined;
  /** The vendor's type, code and message, in lower case. */
  readonly words: string;
  readonly headers?: Pick<Headers, 'get'> | undefined;
  /** How long the vendor's body, and not its headers, asks to be left alone. */
  readonly waitMs?: number | undefined;
}

const CONTEXT_FIX = "use a model with a larger context, or set the agent's context.maxTokens with policy dropOldest";
const CONTEXT_TOO_LONG: Verdict = { code: 'context_too_long', retryable: false, fix: CONTEXT_FIX };
const FILTERED: Verdict = { code: 'content_filtered', retryable: false };
const NO_CREDIT: Verdict = { code: 'permission_denied', retryable: false, fix: 'the account has no credit left' };
const BAD_KEY: Verdict = { code: 'authentication_failed', retryable: false, fix: "check this provider's API key" };

const REDIRECTED: Verdict = {
  code: 'invalid_request',
  retryable: false,
  fix: 'it redirects to another address, where no key and no prompt follows: give that address if it is right',
};

const BY_STATUS = new Map<number, Verdict>([
  [401, BAD_KEY],
  [402, NO_CREDIT],
  [403, { code: 'permission_denied', retryable: false, fix: 'the API key may not use this model' }],
  [404, { code: 'model_not_found', retryable: false, fix: 'check the model name and the base URL' }],
  [408, { code: 'timed_out', retryable: true }],
  [409, { code: 'server_error', retryable: true }],
  [413, CONTEXT_TOO_LONG],
  [429, { code: 'rate_limited', retryable: true }],
  [503, { code: 'overloaded', retryable: true }],
  [504, { code: 'timed_out', retryable: true }],
  [529, { code: 'overloaded', retryable: true }],
]);

export const verdictOn = ({ status, words }: VendorFailure): Verdict =>
  status === undefined ? inBandVerdict(words) : statusVerdict(status, words);

function statusVerdict(status: number, words: string): Verdict {
  if (status < 400) return REDIRECTED;
  if (status === 400 || status === 422) return refusedVerdict(words);
  if (status === 429 && words.includes('insufficient_quota')) {
    return { code: 'rate_limited', retryable: false, fix: 'the quota is used up: waiting does not help' };
  }
  const listed = BY_STATUS.get(status);
  if (listed !== undefined) return listed;
  return status >= 500 ? { code: 'server_error', retryable: true } : { code: 'invalid_request', retryable: false };
}

const CONTEXT_LENGTH =
  /context[_ ]?(length|window|size)|maximum context|exceed\w* (the )?(available )?context|prompt is too long|exceeds the maximum number of tokens/;
const FILTER = /content[_ ]filter|invalid_prompt|_policy/;

/** What is wrong with the request itself. */
function refusedVerdict(words: string): Verdict {
  if (CONTEXT_LENGTH.test(words)) return CONTEXT_TOO_LONG;
  if (FILTER.test(words)) return FILTERED;
  if (words.includes('credit balance')) return NO_CREDIT;
  if (words.includes('api key not valid') || words.includes('api_key_invalid')) return BAD_KEY;
  return { code: 'invalid_request', retryable: false };
}

function inBandVerdict(words: string): Verdict {
  if (/rate_limit|resource_exhausted/.test(words)) return { code: 'rate_limited', retryable: true };
  if (words.includes('overloaded') || words.includes('unavailable')) return { code: 'overloaded', retryable: true };
  const refused = refusedVerdict(words);
  if (refused.code !== 'invalid_request' || /invalid_request|invalid_argument/.test(words)) return refused;
  return { code: words.includes('timeout') ? 'timed_out' : 'server_error', retryable: true };
}

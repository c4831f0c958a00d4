import { abortedError } from '../abort.js';
import { isProviderError, ProviderError } from '../port.js';
import { scrub } from '../scrub.js';
import { InBandFailure } from './in-band-failure.js';
import { networkVerdict, type NetworkFailure } from './network-verdict.js';
import { LONGEST_WAIT_MS, retryAfterMs } from './retry-after.js';
import { UnreadableReply } from './unreadable-reply.js';
import { verdictOn, type Verdict, type VendorFailure } from './verdict.js';

/** Reads the errors of one vendor's SDK; undefined for what is none of them, or says no more than its cause. */
export type ReadFailure = (error: unknown) => VendorFailure | NetworkFailure | 'unreadable' | undefined;

export interface ErrorContext {
  readonly address: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly readFailure: ReadFailure;
  /** Cut out of every message, should a server quote it. */
  readonly secret?: string | undefined;
}

const WRONG_SERVER = 'check that this address is that of the API that the provider speaks';

/**
 * Whatever the SDK, the server or the network threw, as the port's typed error.
 * @throws the error itself when it is none of theirs
 */
export function providerErrorOf(error: unknown, context: ErrorContext): ProviderError {
  if (isProviderError(error)) return error;
  if (context.signal.aborted) return abortedError();
  const failure = failureOf(error, context.readFailure);
  if (typeof failure === 'object') return build(verdictOn(failure), error, context, waitOf(failure, context));
  if (failure === 'unreadable' || isSyntaxError(error) || error instanceof UnreadableReply) {
    return build({ code: 'invalid_response', retryable: true, fix: WRONG_SERVER }, error, context);
  }
  const verdict = networkVerdict(error, failure);
  if (verdict === undefined) throw error;
  return build(verdict, error, context);
}

/** By its name: the platform's `fetch` may throw that of another realm. */
const isSyntaxError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'SyntaxError';

const failureOf = (error: unknown, readFailure: ReadFailure): ReturnType<ReadFailure> =>
  error instanceof InBandFailure ? { words: `${error.type} ${error.message}`.toLowerCase() } : readFailure(error);

function waitOf({ headers, waitMs }: VendorFailure, { now }: ErrorContext): number | undefined {
  const asked = headers === undefined ? undefined : retryAfterMs(headers, now());
  return asked ?? (waitMs === undefined ? undefined : Math.min(waitMs, LONGEST_WAIT_MS));
}

const MESSAGE_CHARACTERS = 400;

function build({ code, retryable, fix }: Verdict, error: unknown, context: ErrorContext, wait?: number): ProviderError {
  const text = `${context.address}: ${error instanceof Error ? error.message : String(error)}`;
  const shown = scrub(text, [context.secret ?? ''])
    .slice(0, MESSAGE_CHARACTERS)
    .replace(/\.$/, '');
  const retry = wait === undefined ? {} : { retryAfterMs: wait };
  return new ProviderError(code, fix === undefined ? shown : `${shown}; ${fix}`, { retryable, ...retry });
}

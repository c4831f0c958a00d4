import {
  GoogleGenerativeAIAbortError,
  GoogleGenerativeAIError,
  GoogleGenerativeAIFetchError,
  type ErrorDetails,
} from '@google/generative-ai';
import type { ReadFailure } from '../failures/provider-error-of.js';

/** Errors of the `@google/generative-ai` package. It drops headers and causes, so some are known by their words alone. */
export const readGoogleFailure: ReadFailure = (error) => {
  if (isFetchError(error) && error.status !== undefined) {
    return { status: error.status, words: error.message.toLowerCase(), waitMs: retryDelayMs(error.errorDetails) };
  }
  if (error instanceof GoogleGenerativeAIAbortError) return 'connection_failed';
  if (!(error instanceof GoogleGenerativeAIError)) return undefined;
  return error.message.includes('Error parsing JSON response') ? 'unreadable' : 'connection_failed';
};

const isFetchError = (error: unknown): error is GoogleGenerativeAIFetchError =>
  error instanceof GoogleGenerativeAIFetchError;

/** The vendor says in the body how long to wait: `google.rpc.RetryInfo`, a duration as in `30s` or `1.5s`. */
function retryDelayMs(details: readonly ErrorDetails[] = []): number | undefined {
  const delay = details.find((detail) => String(detail['@type']).endsWith('google.rpc.RetryInfo'))?.['retryDelay'];
  const seconds = typeof delay === 'string' && delay.endsWith('s') ? Number(delay.slice(0, -1)) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
}

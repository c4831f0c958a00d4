import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { ReadFailure } from '../failures/provider-error-of.js';

/** Errors of the `@anthropic-ai/sdk` package. */
export const readAnthropicFailure: ReadFailure = (error) => {
  if (error instanceof APIConnectionTimeoutError) return 'timed_out';
  if (error instanceof APIConnectionError) return 'connection_failed';
  if (!isApiError(error) || (error.status === undefined && error.error === undefined)) return undefined;
  return {
    status: error.status,
    words: `${error.type ?? ''} ${error.message}`.toLowerCase(),
    headers: error.headers,
  };
};

const isApiError = (error: unknown): error is APIError => error instanceof APIError;

import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ReadFailure } from './provider-error-of.js';

/** Errors of the `openai` package, whichever server it speaks to. */
export const readOpenAiFailure: ReadFailure = (error) => {
  if (error instanceof APIConnectionTimeoutError) return 'timed_out';
  if (error instanceof APIConnectionError) return 'connection_failed';
  if (!isApiError(error)) return undefined;
  const status = statusOf(error);
  if (status === undefined && error.error === undefined) return undefined;
  const words = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`.toLowerCase();
  return { status, words, headers: error.headers };
};

const isApiError = (error: unknown): error is APIError => error instanceof APIError;

/** Errors inside a stream come after a 200; some servers put the status that they mean into the body. */
function statusOf(error: APIError): number | undefined {
  if (error.status !== undefined) return error.status;
  const code = Number(error.code);
  return code >= 400 && code < 600 ? code : undefined;
}

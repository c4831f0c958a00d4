import { isErrorLike } from './error-words.js';

const CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The code of an error that says that no connection came about, so that nothing can have been asked. */
export function neverSent(error: unknown): string | undefined {
  if (!isErrorLike(error)) return undefined;
  return typeof error.code === 'string' && CODES.has(error.code) ? error.code : neverSent(error.cause);
}

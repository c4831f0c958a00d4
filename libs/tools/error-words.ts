/** What an error has, whichever realm its class is of. */
interface ErrorLike {
  readonly name?: unknown;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: unknown;
}

export const isErrorLike = (error: unknown): error is ErrorLike =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

/** An error's message with those of its causes: the first one alone often says only that something failed. */
export function errorWords(error: unknown): string {
  if (!isErrorLike(error)) return String(error);
  const own = error.message === '' ? String(error.code ?? error.name) : error.message;
  return error.cause === undefined ? own : `${own}: ${errorWords(error.cause)}`;
}

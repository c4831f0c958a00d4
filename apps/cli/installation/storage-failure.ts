import { isLogError } from '#event-log';
import { isStoreError } from '#store';
import { badInput, inOneLine, unreachable } from '../cli-error.js';

/** What to throw where log or store have failed: a CliError for what the user can mend or wait for, else the error itself. */
export function storageFailure(error: unknown): unknown {
  if (isStoreError(error)) return error.retryable ? unreachable(error.message) : badInput(error.message);
  if (!isLogError(error)) return error;
  const message = inOneLine(error.message);
  return error.code === 'broker_unreachable' ? unreachable(message) : badInput(message);
}

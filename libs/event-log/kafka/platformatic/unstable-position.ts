import { findErrorBy } from '@platformatic/kafka';
import { retryDelay } from './client-options.js';

const FIRST_RETRY_MS = 10;

/** Whether a broker does not say where a group stands since it holds a transaction for open. */
export const isUnstable = (error: unknown): boolean =>
  error instanceof Error && findErrorBy(error, 'apiId', 'UNSTABLE_OFFSET_COMMIT') !== null;

/**
 * Before the position is asked for again. Who asks has fenced the owner of an open transaction: the mark of its end is on its
 * way, which takes a moment, or lost, and then no wait brings it back.
 */
export const positionDelay = (attempt: number, error: unknown): number =>
  isUnstable(error) ? FIRST_RETRY_MS * 2 ** (attempt - 1) : retryDelay(attempt);

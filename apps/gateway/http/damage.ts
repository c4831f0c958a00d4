import { Problem } from './problem.js';

/** Codes of errors of the log, the store or the blobs whose message names the thing and what to do about it. */
const DAMAGES: ReadonlySet<unknown> = new Set(['blob_damaged', 'store_damaged', 'file_damaged', 'unreadable']);

/** What is damaged and what to do about it, where that is what is wrong. */
export const damageProblem = (error: unknown): Problem | undefined =>
  error instanceof Error && 'code' in error && DAMAGES.has(error.code)
    ? new Problem('damaged', error.message)
    : undefined;

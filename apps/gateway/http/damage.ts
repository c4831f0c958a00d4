import { Problem } from './problem.js';

/** By the code of an error of the log, the store or the blobs: what to add to its message, which names the thing. */
const FIXES: ReadonlyMap<unknown, string> = new Map([
  ['blob_damaged', ''],
  ['store_damaged', ''],
  ['file_damaged', ''],
  ['unreadable', '; restore log.db from a copy: other runs are not affected'],
]);

/** What is damaged and what to do about it, where that is what is wrong. */
export function damageProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const fix = FIXES.get(error.code);
  return fix === undefined ? undefined : new Problem('damaged', `${error.message}${fix}`);
}

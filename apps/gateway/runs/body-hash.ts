import { canonicalJson } from '#tasks';
import { sha256 } from '../hashes.js';
import type { RunRequest } from './run-request.js';

/** Requests that mean the same have the same hash: neither the order of keys nor a default that is written out matters. */
export const wholeHashOf = (request: RunRequest): string => sha256(canonicalJson(request));

/**
 * The same without what is expected. It stands in the log, and short answers could be guessed from it; so requests that
 * differ in nothing but the expected answer have the same one.
 */
export const bodyHashOf = (request: RunRequest): string => sha256(canonicalJson(withoutExpected(request)));

function withoutExpected({ task, ...rest }: RunRequest): unknown {
  if (task === undefined) return rest;
  const { expected: _expected, grader, ...asked } = task;
  return { ...rest, task: { ...asked, ...(grader && { grader: { ...grader, expected: undefined } }) } };
}

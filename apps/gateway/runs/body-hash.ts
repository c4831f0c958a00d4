import type { RunId } from '#events';
import { canonicalJson } from '#tasks';
import { sha256 } from '../hashes.js';
import type { RunRequest } from './run-request.js';

const SALT_DIGITS = 32;

/** Requests that mean the same have the same hash: neither the order of keys nor a default that is written out matters. */
export const bodyHashOf = (request: RunRequest): string => sha256(canonicalJson(request));

/**
 * Keeps equal expected answers of different runs from having equal hashes. A repetition has the same, and so the same blob;
 * it is not to be had from what is public, `bodyHash` among that, without every word of the request.
 */
export const saltOf = (request: RunRequest, runId: RunId): string =>
  sha256(`${runId} ${canonicalJson(request)}`).slice(0, SALT_DIGITS);

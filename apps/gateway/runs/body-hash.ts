import { canonicalJson } from '#tasks';
import { sha256 } from '../hashes.js';
import type { RunRequest } from './run-request.js';

/** Requests that mean the same have the same hash: neither the order of keys nor a default that is written out matters. */
export const bodyHashOf = (request: RunRequest): string => sha256(canonicalJson(request));

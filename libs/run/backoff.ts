import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Limits, TurnError } from '#events';

const UINT32_RANGE = 2 ** 32;
/** Nobody waits longer, whatever a server asks for. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * Milliseconds to wait after the n-th attempt (from 1): a ceiling that doubles with each, the upper half of it jittered
 * by the id of the event that says so, and never less than the server asked for, as far as that is within an hour.
 */
export function backoffMs(limits: Limits, attempt: number, eventId: string, error: TurnError): number {
  const ceiling = Math.min(limits.maxBackoffMs, limits.backoffMs * 2 ** (attempt - 1));
  const jittered = Math.ceil((ceiling / 2) * (1 + fractionOf(eventId)));
  return Math.max(jittered, Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS));
}

/** Evenly spread in [0, 1). */
const fractionOf = (text: string): number => new DataView(sha256(utf8ToBytes(text)).buffer).getUint32(0) / UINT32_RANGE;

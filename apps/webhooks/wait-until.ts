import { setTimeout as delay } from 'node:timers/promises';

/** A timer of Node's cannot be set further ahead than about 24 days. */
const LONGEST_MS = 86_400_000;

/** Resolves at that time of the clock; rejects as soon as the signal aborts. */
export async function waitUntil(at: number, now: () => number, signal: AbortSignal): Promise<void> {
  for (let left = at - now(); left > 0; left = at - now()) {
    await delay(Math.min(left, LONGEST_MS), undefined, { signal });
  }
}

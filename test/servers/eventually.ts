import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const GIVE_UP_MS = 30_000;

/**
 * What is looked at, as soon as it is as wished; after a time as it is, for a test to tell the difference. A look that
 * fails is tried again as long.
 */
export async function eventually<T>(
  look: () => Promise<T>,
  isWished: (seen: T) => boolean,
  patienceMs = GIVE_UP_MS,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const isLast = Date.now() > until;
    try {
      const seen = await look();
      if (isLast || isWished(seen)) return seen;
    } catch (error) {
      if (isLast) throw error;
    }
    await sleep(POLL_MS);
  }
}

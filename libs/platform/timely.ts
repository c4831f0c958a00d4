import { setTimeout as delay } from 'node:timers/promises';

/** Who asks how a process does (a probe, a scrape) gives up after some seconds: each answer comes before, or is none. */
const ANSWER_MS = 3_000;

/**
 * A question that rejects where no answer has come in time. It is asked once at a time: whoever asks while it is open waits
 * for the same answer, so that nothing piles up on a server that hangs.
 */
export function timely<T>(
  ask: () => T | Promise<T>,
  { late = 'does not answer', ms = ANSWER_MS }: { readonly late?: string; readonly ms?: number } = {},
): () => Promise<T> {
  let open: Promise<T> | undefined;
  const answer = async (): Promise<T> => {
    // Not before `open` is set.
    await Promise.resolve();
    try {
      return await ask();
    } finally {
      open = undefined;
    }
  };
  return () => within((open ??= answer()), ms, late);
}

async function within<T>(answer: Promise<T>, ms: number, late: string): Promise<T> {
  const over = new AbortController();
  const tooLate = async (): Promise<never> => {
    await delay(ms, undefined, { signal: over.signal });
    throw new Error(`${late} within ${ms / 1_000} s`);
  };
  try {
    return await Promise.race([answer, tooLate()]);
  } finally {
    over.abort();
  }
}

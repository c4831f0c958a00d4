import { setTimeout as pause } from 'node:timers/promises';
import { isStoreError } from '#store';

/** The store cannot be used at present. That is no fault of a turn, and costs it none of its attempts. */
export const isStoreAway = (error: unknown): boolean => isStoreError(error) && error.retryable;

interface Waiting {
  readonly signal: AbortSignal;
  readonly retryMs: number;
  readonly onAway: (error: unknown) => void;
}

/** Does it again as long as the store is away: what a model has answered is not asked for twice. Rejects once the signal aborts. */
export async function onceStoreIsBack<T>(work: () => Promise<T>, { signal, retryMs, onAway }: Waiting): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isStoreAway(error)) throw error;
      onAway(error);
      await pause(retryMs, undefined, { signal });
    }
  }
}

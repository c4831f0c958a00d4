import { setTimeout as delay } from 'node:timers/promises';

/** Rung by news, waited for by one. Rings while nobody waits are kept, as one. */
export interface Bell {
  readonly ring: () => void;
  /** Whether it was rung before `ms` were over or `signal` aborted. */
  readonly rungWithin: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

export function bell(): Bell {
  let rung = false;
  let waiting: AbortController | undefined;
  return {
    ring: () => {
      rung = true;
      waiting?.abort();
    },
    rungWithin: async (ms, signal) => {
      waiting = new AbortController();
      if (!rung)
        await delay(ms, undefined, { signal: AbortSignal.any([signal, waiting.signal]) }).catch(() => undefined);
      const was = rung;
      rung = false;
      return was;
    },
  };
}

import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** Keeps work that can wait to a share of a thread that has something better to do; one that is idle is all its own. */
export interface ThreadShare {
  /** Resolves when it is the work's turn again, or when the signal fires. */
  turn(signal: AbortSignal): Promise<void>;
  /** The work begins, and lets nobody else have the thread until the returned function is called. */
  begin(): () => void;
}

/** The thread's time in milliseconds: what it is, what was spent at work and idle, and waiting. */
export interface ThreadClock {
  now(): number;
  /** Since the start of the thread. */
  spent(): { readonly active: number; readonly idle: number };
  /** Resolves after so long, or with the signal. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A thread that others have for more of its time is busy. */
const BUSY = 0.7;
/** Of what was spent, so much is settled in one go. */
const LEAST_MS = 1;

const THIS_THREAD: ThreadClock = {
  now: () => performance.now(),
  spent: () => performance.eventLoopUtilization(),
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

/** @param share of a busy thread's time, from 0 to 1 */
export function threadShare(share: number, clock: ThreadClock = THIS_THREAD): ThreadShare {
  let [workedMs, freeAt] = [0, 0];
  let last = clock.spent();
  const settle = (): void => {
    if (workedMs < LEAST_MS) return;
    const now = clock.spent();
    const [active, idle] = [now.active - last.active, now.idle - last.idle];
    if ((active - workedMs) / (active + idle) > BUSY) {
      freeAt = Math.max(freeAt, clock.now()) + (workedMs * (1 - share)) / share;
    }
    last = now;
    workedMs = 0;
  };
  return {
    async turn(signal) {
      settle();
      for (let ms = freeAt - clock.now(); ms > 0 && !signal.aborted; ms = freeAt - clock.now()) {
        await clock.wait(ms, signal);
      }
    },
    begin() {
      const start = clock.now();
      return () => {
        workedMs += clock.now() - start;
      };
    },
  };
}

import { isLogError } from '../errors.js';
import { pause } from './task-context.js';
import { Wakeup } from './wakeup.js';

/** Consumes one partition, one step after the other, until stopped. */
export class PartitionLoop {
  readonly #stop = new AbortController();
  readonly #wakeup = new Wakeup();

  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  readonly wake = (): void => {
    this.#wakeup.wake();
  };

  stop(): void {
    this.#stop.abort();
    this.wake();
  }

  /** Waits for `ms`, or until stopped. */
  async pause(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, this.#stop.signal);
  }

  /** Steps until there is nothing left, sleeps until woken, steps on; `step` tells whether it found something. */
  async drain(step: () => Promise<boolean>): Promise<void> {
    while (!this.stopped) if (!(await step())) await this.#wakeup.wait();
  }

  /** Consumes again, after a pause, each time it rejects with what may pass; anything else goes to `fail`. Never rejects. */
  async run(consume: () => Promise<void>, on: LoopFailures): Promise<void> {
    while (!this.stopped) {
      try {
        await consume();
      } catch (error) {
        if (!this.#goesOnAfter(error, on)) return;
        await this.pause(on.retryMs);
      }
    }
  }

  #goesOnAfter(error: unknown, on: LoopFailures): boolean {
    if (this.stopped) return false;
    const retryable = !isLogError(error) || error.retryable;
    if (retryable) on.retry(error);
    else on.fail(error);
    return retryable;
  }
}

export interface LoopFailures {
  readonly retryMs: number;
  readonly retry: (error: unknown) => void;
  readonly fail: (error: Error) => void;
}

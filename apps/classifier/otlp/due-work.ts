import { setTimeout as delay } from 'node:timers/promises';
import type { ReceivedTraces, TraceClaim, TraceStage } from '#trajectory';

export interface DueWorkOptions {
  readonly traces: Pick<ReceivedTraces, 'claim' | 'release' | 'nextDue'>;
  readonly stage: TraceStage;
  /** Gives up, by rejecting, when it is to stop. */
  readonly perform: (claim: TraceClaim, stopping: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** How long nobody else does what has been begun here; then it is given up. */
  readonly claimMs: number;
  /** Whether what kept it from being done lies elsewhere than in the trace. */
  readonly isPassing: (error: unknown) => boolean;
  /** After what is passing: before the first new try, doubled for each further one in a row. */
  readonly backoff: { readonly leastMs: number; readonly mostMs: number };
  readonly onError: (error: unknown) => void;
}

/** Other processes have it too: what they take in, and what they leave behind, is found so soon. */
const LOOK_MS = 5_000;
const SHORTEST_MS = 10;

/**
 * Does with traces what is due, one after the other. What is due stands in the store alone: memory does not grow with the
 * traces that are open, and a process that starts goes on where another one ended.
 */
export class DueWork {
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #pass: Promise<void> | undefined;
  #isWoken = false;
  #backoffMs: number;

  constructor(private readonly options: DueWorkOptions) {
    this.#backoffMs = options.backoff.leastMs;
  }

  /** Something may be due that was not before: looks what is, now and later. */
  readonly wake = (): void => {
    this.#isWoken = true;
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#pass ??= this.#run();
  };

  /** Begins nothing more, has what is under way given up, for others to do at once, and resolves when it is. */
  async close(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#pass;
  }

  get #isClosed(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    const waitMs = await this.#performDue().catch((error: unknown) => {
      this.options.onError(error);
      return LOOK_MS;
    });
    this.#pass = undefined;
    if (this.#isClosed) return;
    if (this.#isWoken) this.wake();
    else this.#timer = setTimeout(this.wake, waitMs);
  }

  /** Until something is due again. */
  async #performDue(): Promise<number> {
    this.#isWoken = false;
    while (!this.#isClosed && (await this.#performOne())) await new Promise(setImmediate);
    const { traces, stage, now } = this.options;
    const next = await traces.nextDue(stage);
    return next === undefined ? LOOK_MS : Math.min(LOOK_MS, Math.max(SHORTEST_MS, next - now()));
  }

  /** False when nothing is due. */
  async #performOne(): Promise<boolean> {
    const { traces, stage, perform, now, claimMs, backoff } = this.options;
    const claim = await traces.claim(stage, now(), now() + claimMs);
    if (claim === undefined) return false;
    try {
      await perform(claim, AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(claimMs)]));
      this.#backoffMs = backoff.leastMs;
    } catch (error) {
      await this.#leave(claim, error);
    }
    return true;
  }

  async #leave(claim: TraceClaim, error: unknown): Promise<void> {
    const { isPassing, onError } = this.options;
    if (this.#isClosed) return this.#release(claim);
    onError(error);
    if (isPassing(error)) await this.#putOff(claim);
  }

  /** Gives it back, which may have to wait for the same to pass, and has everything wait. */
  async #putOff(claim: TraceClaim): Promise<void> {
    let isHeld = true;
    while (isHeld && !this.#isClosed) {
      isHeld = await this.#release(claim).then(
        () => false,
        () => true,
      );
      await delay(this.#backoffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      this.#backoffMs = Math.min(2 * this.#backoffMs, this.options.backoff.mostMs);
    }
    if (isHeld) await this.#release(claim);
  }

  #release(claim: TraceClaim): Promise<void> {
    const { traces, now } = this.options;
    return traces.release(claim, now());
  }
}

import type { ReceivedTraces, TraceClaim, TraceStage } from '#trajectory';

export interface DueWorkOptions {
  readonly traces: Pick<ReceivedTraces, 'claim' | 'release' | 'nextDue'>;
  readonly stage: TraceStage;
  /** Gives up, by rejecting, when it is to stop. */
  readonly perform: (claim: TraceClaim, stopping: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** How long nobody else does what has been begun here; then it is given up. */
  readonly claimMs: number;
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

  constructor(private readonly options: DueWorkOptions) {}

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
    const { traces, stage, perform, now, claimMs, onError } = this.options;
    const claim = await traces.claim(stage, now(), now() + claimMs);
    if (claim === undefined) return false;
    try {
      await perform(claim, AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(claimMs)]));
    } catch (error) {
      if (this.#isClosed) await traces.release(claim, now());
      else onError(error);
    }
    return true;
  }
}

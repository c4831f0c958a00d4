import type { WireOutput, WirePublisher } from '../driver.js';

/** Characters that wait at most; what would come on top is dropped. */
const MOST_CHARACTERS = 1_000_000;
/** Words that are spoken within so long go out together. */
const GATHER_MS = 20;

export interface SenderOptions {
  readonly open: () => Promise<WirePublisher>;
  /** After a failure. */
  readonly retryMs: number;
  readonly trouble: (error: unknown) => void;
}

/** Sends what brokers take in time and drops the rest: one request at a time, in order, nothing twice. */
export class DeltaSender {
  #waiting: WireOutput[] = [];
  #characters = 0;
  #wire: WirePublisher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: SenderOptions) {}

  send(output: WireOutput): void {
    const { length } = output.value;
    if (this.#closed || this.#characters + length > MOST_CHARACTERS) return;
    this.#waiting.push(output);
    this.#characters += length;
    if (this.#sending === undefined) this.#sendAfter(GATHER_MS);
  }

  /** What waits is dropped; what is under way ends. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#sending;
    await this.#wire?.close();
  }

  #sendAfter(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting.length > 0) this.#sending = this.#send();
    }, ms);
  }

  async #send(): Promise<void> {
    let next = GATHER_MS;
    try {
      this.#wire ??= await this.options.open();
      await this.#wire.publish(this.#takeWaiting());
    } catch (error) {
      // Some of them may have arrived, and what waited behind them is old by now: neither is sent again.
      this.#takeWaiting();
      void this.#wire?.close();
      this.#wire = undefined;
      next = this.options.retryMs;
      this.options.trouble(error);
    }
    this.#sending = undefined;
    if (!this.#closed && (this.#waiting.length > 0 || next > GATHER_MS)) this.#sendAfter(next);
  }

  #takeWaiting(): readonly WireOutput[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    return waiting;
  }
}

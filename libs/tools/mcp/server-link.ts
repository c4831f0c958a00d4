import { setTimeout } from 'node:timers/promises';
import { errorWords } from '../error-words.js';
import type { Session } from './session.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A connection that lasted this long was a good one: after it the pauses start small again. */
const GOOD_MS = 30_000;
/** How long a call waits for a server that is being started, at most. */
const PATIENCE_MS = 5_000;

/**
 * Keeps one session open: after an end or a failed attempt the next is made after a pause that doubles, up to a bound.
 * Calls in want of a session wait for that attempt, but not for long.
 */
export class ServerLink {
  private session: Session | undefined;
  private attempt = Promise.withResolvers<undefined>();
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;

  /** @param onDown told why there is no session, and in how many milliseconds the next attempt is made */
  constructor(
    private readonly open: (signal: AbortSignal) => Promise<Session>,
    private readonly onDown: (reason: string, pauseMs: number) => void,
  ) {
    this.running = this.run();
  }

  /** Resolves when the attempt that is made or waited for has come to an end, good or bad. */
  get tried(): Promise<void> {
    return this.attempt.promise;
  }

  /** The open session, if there is one. */
  get current(): Session | undefined {
    return this.session?.end.isReached === false ? this.session : undefined;
  }

  /** The open session; undefined where there is none, and the next attempt fails or takes more than a few seconds. */
  async waited(signal: AbortSignal): Promise<Session | undefined> {
    if (this.current === undefined) {
      const patience = AbortSignal.any([signal, this.closing.signal, AbortSignal.timeout(PATIENCE_MS)]);
      await Promise.race([this.tried, aborted(patience)]);
      signal.throwIfAborted();
    }
    return this.current;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.session?.close('it was closed');
    await this.running;
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.isClosing()) {
      const started = performance.now();
      const reason = await this.useOne();
      failures = performance.now() - started > GOOD_MS ? 0 : failures;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
      if (!this.isClosing()) this.onDown(reason, pause);
      if (this.session === undefined) this.endAttempt();
      this.session = undefined;
      await setTimeout(pause, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
  }

  /** Opens a session and lives with it until it is over; says why it is. */
  private async useOne(): Promise<string> {
    try {
      this.session = await this.open(this.closing.signal);
    } catch (error) {
      return errorWords(error);
    }
    this.endAttempt();
    if (this.isClosing()) await this.session.close('it was closed');
    return this.session.end.reached;
  }

  private endAttempt(): void {
    this.attempt.resolve(undefined);
    this.attempt = Promise.withResolvers();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EncodedRecords } from '../core/pending-record.js';
import type { Lease } from '../core/storage.js';
import { pause, settledWithin } from '../core/task-context.js';
import { logClosed, LogError, logFenced } from '../errors.js';
import type { FaultHook } from '../fault-points.js';
import type { Offset } from '../port.js';
import type { Transactor, WireOutput, WrittenEnd } from './driver.js';
import { LET_GO_MS } from './timing.js';

/** How long a position without records waits for a transaction to ride on. */
const LAZY_MS = 500;
/** What the broker has said on a question that was asked longer ago may be true no more. */
const FRESH_MS = 1_000;

const NOTHING: EncodedRecords = { records: [], values: [] };

interface Entry {
  readonly encoded: EncodedRecords;
  readonly position: Offset | undefined;
  /** Asks for a transaction also where there is nothing to write. */
  readonly asks: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface CommitterOptions {
  /** Fences whoever had the claim. */
  readonly open: () => Promise<Transactor>;
  readonly wiresOf: (encoded: EncodedRecords) => readonly WireOutput[];
  /** `ends` where the broker's answer was heard. */
  readonly written: (records: readonly EncodedRecords[], ends: readonly WrittenEnd[] | undefined) => void;
  readonly faultPoint: FaultHook;
  readonly retryMs: number;
  /** Gives the claim up where a transaction has failed: what its owner remembers has to be what the log has. */
  readonly beginsAnew: boolean;
  /** A transaction, or the attempt to go on after one, has failed and is tried again. */
  readonly trouble: (error: unknown) => void;
  /** Another member has the claim. */
  readonly fenced: (error: LogError) => void;
}

/**
 * Makes records and the group's position durable together, one transaction after the other: all that has been handed in
 * while one was under way goes into the next.
 */
export class PartitionCommitter {
  #entries: Entry[] = [];
  #lazy: Offset | undefined;
  #lazyTimer: NodeJS.Timeout | undefined;
  #draining = false;
  readonly #closed = new AbortController();

  constructor(
    private readonly lease: Lease,
    private transactor: Transactor,
    private committed: Offset,
    private readonly options: CommitterOptions,
  ) {}

  /** What the broker has as the group's position. */
  get position(): Offset {
    return this.committed;
  }

  /**
   * Durable when it resolves. When it rejects nothing of it is written, but for records without a new position: whether
   * those were written cannot be told where the answer to a commit was lost.
   */
  commit(encoded: EncodedRecords, checkpoint?: { readonly position: Offset }): Promise<void> {
    return this.#enter({ encoded, position: checkpoint?.position, asks: false });
  }

  /** See `Held`. By a transaction, which brokers refuse to who has been given up; not by one that ended before a long sleep. */
  async confirm(): Promise<void> {
    this.#refuseFenced();
    let asked: number;
    do {
      asked = performance.now();
      await this.#enter({ encoded: NOTHING, position: undefined, asks: true });
    } while (performance.now() - asked > FRESH_MS);
  }

  /** A position that may be lost. */
  note({ position }: { readonly position: Offset }): void {
    this.#lazy = position;
    this.#lazyTimer ??= setTimeout(() => {
      this.#lazyTimer = undefined;
      this.commit(NOTHING).catch(this.options.trouble);
    }, LAZY_MS);
  }

  /** Nothing is written any more but what is under way. */
  async close(): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#lazyTimer);
    for (const entry of this.#takeEntries()) entry.reject(logClosed());
    await this.transactor.close();
  }

  #enter(entry: Pick<Entry, 'encoded' | 'position' | 'asks'>): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed.signal.aborted) throw logClosed();
      this.#entries.push({ ...entry, resolve, reject });
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    await nextTurn();
    while (this.#entries.length > 0) await this.#commitAll(this.#takeEntries());
    this.#draining = false;
  }

  async #commitAll(entries: readonly Entry[]): Promise<void> {
    try {
      await this.#write(entries);
      for (const entry of entries) entry.resolve();
      this.options.faultPoint('before-deliver');
    } catch (error) {
      for (const entry of entries) entry.reject(error);
      await this.#failQueued(error);
    }
  }

  /** What was handed in before all have heard of the failure may have a position behind what has failed. */
  async #failQueued(error: unknown): Promise<void> {
    await nextTurn();
    for (const entry of this.#takeEntries()) entry.reject(error);
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    this.#refuseFenced();
    const records = entries.map(({ encoded }) => encoded);
    const outputs = records.flatMap(this.options.wiresOf);
    const position = Math.max(this.committed, this.#takeLazy(), ...entries.map((entry) => entry.position ?? 0));
    const asks = entries.some((entry) => entry.asks);
    if (outputs.length === 0 && position === this.committed && !asks) return;
    this.options.faultPoint('before-commit');
    const ends = await this.transactor
      .commit(outputs, position)
      .catch((error: unknown) => this.#recover(error, position));
    this.committed = position;
    this.options.written(records, ends);
    this.options.faultPoint('after-commit');
  }

  /** Returns when the transaction has been written after all. */
  async #recover(error: unknown, position: Offset): Promise<undefined> {
    const closed = this.transactor.close();
    if (isFenced(error)) throw this.#giveUp(error);
    this.options.trouble(error);
    await settledWithin(closed, LET_GO_MS);
    const before = this.committed;
    const found = await this.#reopen();
    this.committed = found;
    if (found === position && position > before) return;
    if (found !== before || this.options.beginsAnew) throw this.#giveUp(this.#fenced());
    throw new LogError('commit_failed', `the transaction was not committed (${String(error)})`, { cause: error });
  }

  /** A new transactor; gives the position that it finds. */
  async #reopen(): Promise<Offset> {
    for (;;) {
      this.#refuseFenced();
      if (this.#closed.signal.aborted) throw logClosed();
      try {
        return await this.#use(await this.options.open());
      } catch (error) {
        if (isFenced(error)) throw this.#giveUp(error);
        this.options.trouble(error);
        await pause(this.options.retryMs, this.#closed.signal);
      }
    }
  }

  async #use(transactor: Transactor): Promise<Offset> {
    this.transactor = transactor;
    if (this.#closed.signal.aborted) await transactor.close();
    return (await transactor.committed()) ?? 0;
  }

  #refuseFenced(): void {
    if (!this.lease.active) throw this.#fenced();
  }

  #fenced(): LogError {
    return logFenced(this.lease.group, this.lease.partition);
  }

  #giveUp(error: LogError): LogError {
    this.options.fenced(error);
    return error;
  }

  #takeLazy(): Offset {
    const lazy = this.#lazy ?? 0;
    this.#lazy = undefined;
    return lazy;
  }

  #takeEntries(): readonly Entry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}

const isFenced = (error: unknown): error is LogError => error instanceof LogError && error.code === 'log_fenced';

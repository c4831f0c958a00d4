import type Database from 'better-sqlite3';
import type { FaultHook } from '../fault-points.js';

/** The write-ahead log is moved into the file in an idle moment, or at once when it has this many pages (32 MB). */
const MAX_PAGES = 8_000;
/** Commits from one look at its length to the next. */
const LOOK_EVERY = 16;
const IDLE_MS = 100;

interface WalState {
  /** Pages in the write-ahead log, and how many of them are in the file already. */
  readonly log: number;
  readonly checkpointed: number;
}

/** Bounds the write-ahead log without making the commits under way wait for it. */
export class WalKeeper {
  #commits = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #look;

  constructor(
    private readonly db: Database.Database,
    private readonly faultPoint: FaultHook,
    /** Told why the log could not be moved; it is tried again later. */
    private readonly failed: (error: unknown) => void,
  ) {
    this.#look = db.prepare<[], WalState>('pragma wal_checkpoint(noop)');
  }

  committed(): void {
    this.#commits += 1;
    if (this.#commits % LOOK_EVERY === 0 && this.#pages() > MAX_PAGES) this.#checkpoint();
    else if (this.#timer === undefined) this.#watch();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #pages(): number {
    const state = this.#look.get();
    return state === undefined ? 0 : state.log - state.checkpointed;
  }

  #watch(): void {
    let seen = this.#commits;
    this.#timer = setInterval(() => {
      if (seen === this.#commits) this.#checkpoint();
      seen = this.#commits;
    }, IDLE_MS).unref();
  }

  #checkpoint(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.faultPoint('before-wal-checkpoint');
    try {
      this.db.pragma('wal_checkpoint(passive)');
    } catch (error) {
      this.failed(error);
    }
  }
}

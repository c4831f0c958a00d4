import type Database from 'better-sqlite3';
import type { FaultHook } from '../fault-points.js';

/** The write-ahead log is moved into the file in an idle moment, or at once when it exceeds this many bytes. */
const MAX_WAL_BYTES = 32_000_000;
const IDLE_MS = 100;
const PAGE_BYTES = 4_096;
/** Pages of indexes that a commit writes beside its batches, about. */
const INDEX_PAGES = 6;

/** Bounds the write-ahead log without making commits under way wait for it. */
export class WalKeeper {
  #bytes = 0;
  #commits = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database.Database,
    private readonly faultPoint: FaultHook,
    /** Told why the log could not be moved; it is tried again later. */
    private readonly failed: (error: unknown) => void,
  ) {}

  committed(bodyBytes: number): void {
    this.#commits += 1;
    this.#bytes += PAGE_BYTES * (INDEX_PAGES + Math.ceil(bodyBytes / PAGE_BYTES));
    if (this.#bytes > MAX_WAL_BYTES) this.#checkpoint();
    else if (this.#timer === undefined) this.#watch();
  }

  close(): void {
    clearInterval(this.#timer);
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
    this.#bytes = 0;
    this.faultPoint('before-wal-checkpoint');
    try {
      this.db.pragma('wal_checkpoint(passive)');
    } catch (error) {
      this.failed(error);
    }
  }
}

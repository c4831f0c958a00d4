import { closeSync, fsyncSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { FaultHook } from '../fault-points.js';
import { PAGE_BYTES, type LogFile } from './log-file.js';

/** The write-ahead log is moved into the file in an idle moment, or at once when it has this many pages. */
const MAX_PAGES = 1_000;
const FRAME_BYTES = PAGE_BYTES + 24;
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
    private readonly file: LogFile,
    private readonly faultPoint: FaultHook,
    /** Told why the log could not be moved; it is tried again later. */
    private readonly failed: (error: unknown) => void,
  ) {
    preallocate(`${file.path}-wal`, MAX_PAGES * FRAME_BYTES);
    this.#look = file.db.prepare<[], WalState>('pragma wal_checkpoint(noop)');
  }

  /** After each commit; may throw what the file reports. */
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
    try {
      this.faultPoint('before-wal-checkpoint');
      this.file.db.pragma('wal_checkpoint(passive)');
    } catch (error) {
      this.failed(error);
    }
  }
}

/**
 * Lengthens the file with zeros, which SQLite takes for the end of the write-ahead log. An fsync that need not record a
 * new length takes half the time.
 */
function preallocate(path: string, bytes: number): void {
  const descriptor = openSync(path, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    if (size >= bytes) return;
    writeSync(descriptor, Buffer.alloc(bytes - size), 0, bytes - size, size);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

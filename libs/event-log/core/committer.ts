import { logClosed, LogError, logFenced } from '../errors.js';
import type { FaultHook } from '../fault-points.js';
import type { Offset, ReceivedRecord } from '../port.js';
import type { Feeds } from './feeds.js';
import type { EncodedRecords } from './pending-record.js';
import type { Lease, LogStorage } from './storage.js';
import { Tick } from './tick.js';

/** How long a checkpoint without records waits for a commit to ride on. */
const LAZY_MS = 500;

/** A group's new position, written with the records that it stands for. */
export interface Checkpoint {
  readonly lease: Lease;
  readonly position: Offset;
}

interface Entry {
  readonly encoded: EncodedRecords;
  readonly checkpoint: Checkpoint | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface CommitterOptions {
  readonly now: () => number;
  readonly faultPoint: FaultHook;
  /** Sees every durable record before it is delivered. */
  readonly committed: (records: readonly ReceivedRecord[]) => void;
}

/** Group commit: all that is handed in during one turn of the event loop becomes durable in one commit. */
export class Committer {
  #entries: Entry[] = [];
  #lazy = new Map<Lease, Offset>();
  #lazyTimer: NodeJS.Timeout | undefined;
  #scheduled = false;
  #closed = false;
  #time: number;

  constructor(
    private readonly storage: LogStorage,
    private readonly feeds: Feeds,
    private readonly options: CommitterOptions,
  ) {
    this.#time = storage.newestTime;
  }

  /** Durable when it resolves. Rejects, and nothing of it was or will be written, when the commit failed or the lease is gone. */
  commit(encoded: EncodedRecords, checkpoint?: Checkpoint): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw logClosed();
      this.#entries.push({ encoded, checkpoint, resolve, reject });
      this.#schedule();
    });
  }

  /** See `Held`. Who owns what is known at once: all owners are in this process. */
  confirm({ active, group, partition }: Lease): Promise<void> {
    return active ? Promise.resolve() : Promise.reject(logFenced(group, partition));
  }

  /** A checkpoint that may be lost: it rides on the next commit, or goes alone after a while. */
  note({ lease, position }: Checkpoint): void {
    this.#lazy.set(lease, position);
    this.#lazyTimer ??= setTimeout(() => {
      this.#flush();
    }, LAZY_MS).unref();
  }

  /** Writes what is at hand and takes no more. */
  close(): void {
    this.#flush();
    this.drop();
  }

  /** Writes nothing any more. */
  drop(): void {
    this.#closed = true;
    clearTimeout(this.#lazyTimer);
    this.#lazy.clear();
    for (const entry of this.#takeEntries()) {
      entry.reject(new LogError('log_closed', 'the log was closed before this was written: publish it again'));
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#entries.length > 0) this.#flush();
    });
  }

  #flush(): void {
    clearTimeout(this.#lazyTimer);
    this.#lazyTimer = undefined;
    const entries = this.#takeEntries().filter(isCurrent);
    const tick = this.#assemble(entries);
    if (tick.records.length === 0 && tick.checkpoints.size === 0) {
      for (const entry of entries) entry.resolve();
      return;
    }
    try {
      this.options.faultPoint('before-commit');
      this.storage.commit(tick);
    } catch (error) {
      for (const entry of entries) entry.reject(error);
      return;
    }
    this.#time = tick.time;
    this.#deliver(tick, entries);
  }

  #assemble(entries: readonly Entry[]): Tick {
    const tick = new Tick(Math.max(this.#time, this.options.now()), this.feeds, this.storage.partitions);
    for (const [lease, position] of this.#lazy) if (lease.active) tick.checkpoints.set(lease, position);
    this.#lazy.clear();
    for (const { encoded, checkpoint } of entries) {
      encoded.records.forEach((record, i) => {
        tick.add(record, encoded.values[i] ?? '');
      });
      if (checkpoint !== undefined) tick.checkpoints.set(checkpoint.lease, checkpoint.position);
    }
    return tick;
  }

  #deliver(tick: Tick, entries: readonly Entry[]): void {
    this.options.faultPoint('after-commit');
    tick.append();
    this.options.committed(tick.records);
    for (const entry of entries) entry.resolve();
    this.options.faultPoint('before-deliver');
    tick.wake();
  }

  #takeEntries(): readonly Entry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}

/** Fencing: what the former owner of a partition hands in is turned away. */
function isCurrent({ checkpoint, reject }: Entry): boolean {
  if (checkpoint === undefined || checkpoint.lease.active) return true;
  const { group, partition } = checkpoint.lease;
  reject(logFenced(group, partition));
  return false;
}

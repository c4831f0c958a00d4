import type { RunId } from '#events';
import { Heap } from 'heap-js';

export interface Timer {
  readonly timerId: string;
  readonly dueAt: number;
}
export interface DueTimer extends Timer {
  readonly runId: RunId;
}

/** How long a fired timer may stay open before it is fired again, milliseconds. */
const REFIRE_MS = 1_000;
/** Stale heap entries that are kept before the heap is rebuilt. */
const SLACK = 10_000;

interface Entry {
  readonly runId: RunId;
  readonly at: number;
}
interface Watched {
  readonly timers: readonly Timer[];
  /** When the run comes up: of its entries in the heap the one that counts. */
  readonly at: number;
}

/**
 * The open timers of the runs of one partition: a run comes up at its earliest timer, or later, and is looked at then.
 * A timer that was taken and is still open comes up again, because firing it may have been early by the log's clock.
 */
export class Timers {
  private readonly byRun = new Map<RunId, Watched>();
  private heap = new Heap<Entry>((a, b) => a.at - b.at);

  /** Replaces what is open for a run; an empty list forgets the run. */
  set(runId: RunId, timers: readonly Timer[]): void {
    if (timers.length === 0) {
      this.byRun.delete(runId);
      return;
    }
    const at = earliest(timers);
    const before = this.byRun.get(runId);
    // Coming up too early does no harm, and most timers move to later.
    if (before !== undefined && before.at <= at) this.byRun.set(runId, { timers, at: before.at });
    else this.comeUp(runId, timers, at);
  }

  /** Epoch milliseconds at which to look again, if there is anything to wait for. */
  nextAt(): number | undefined {
    return this.heap.peek()?.at;
  }

  /** Everything that is due at `now`. */
  take(now: number): DueTimer[] {
    const due: DueTimer[] = [];
    for (let entry = this.heap.peek(); entry !== undefined && entry.at <= now; entry = this.heap.peek()) {
      this.heap.pop();
      const run = this.byRun.get(entry.runId);
      if (run?.at === entry.at) this.look(entry.runId, run.timers, { now, due });
    }
    return due;
  }

  get runs(): number {
    return this.byRun.size;
  }

  private look(runId: RunId, timers: readonly Timer[], { now, due }: { now: number; due: DueTimer[] }): void {
    const ripe = timers.filter((timer) => timer.dueAt <= now);
    for (const timer of ripe) due.push({ runId, ...timer });
    this.comeUp(runId, timers, ripe.length > 0 ? now + REFIRE_MS : earliest(timers));
  }

  private comeUp(runId: RunId, timers: readonly Timer[], at: number): void {
    this.byRun.set(runId, { timers, at });
    this.heap.push({ runId, at });
    if (this.heap.size() > 2 * this.byRun.size + SLACK) this.rebuild();
  }

  private rebuild(): void {
    this.heap = new Heap<Entry>((a, b) => a.at - b.at);
    this.heap.init([...this.byRun].map(([runId, { at }]) => ({ runId, at })));
  }
}

const earliest = (timers: readonly Timer[]): number =>
  timers.reduce((min, { dueAt }) => Math.min(min, dueAt), Infinity);

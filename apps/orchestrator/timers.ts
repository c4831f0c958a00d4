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

/**
 * The open timers of the runs of one partition: one heap entry a run, at its earliest timer, corrected when it comes up.
 * A timer that was taken and is still open comes up again, because firing it may have been early by the log's clock.
 */
export class Timers {
  private readonly byRun = new Map<RunId, readonly Timer[]>();
  private heap = new Heap<Entry>((a, b) => a.at - b.at);

  /** Replaces what is open for a run; an empty list forgets the run. */
  set(runId: RunId, timers: readonly Timer[]): void {
    if (timers.length === 0) {
      this.byRun.delete(runId);
      return;
    }
    const before = this.byRun.get(runId);
    this.byRun.set(runId, timers);
    const at = earliest(timers);
    if (before === undefined || at < earliest(before)) this.push({ runId, at });
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
      const timers = this.byRun.get(entry.runId);
      if (timers === undefined) continue;
      const ripe = timers.filter((timer) => timer.dueAt <= now);
      for (const timer of ripe) due.push({ runId: entry.runId, ...timer });
      const again = ripe.length > 0 ? now + REFIRE_MS : earliest(timers);
      this.heap.push({ runId: entry.runId, at: again });
    }
    return due;
  }

  get runs(): number {
    return this.byRun.size;
  }

  private push(entry: Entry): void {
    this.heap.push(entry);
    if (this.heap.size() > 2 * this.byRun.size + SLACK) this.rebuild();
  }

  private rebuild(): void {
    this.heap = new Heap<Entry>((a, b) => a.at - b.at);
    this.heap.init([...this.byRun].map(([runId, timers]) => ({ runId, at: earliest(timers) })));
  }
}

const earliest = (timers: readonly Timer[]): number =>
  timers.reduce((min, { dueAt }) => Math.min(min, dueAt), Infinity);

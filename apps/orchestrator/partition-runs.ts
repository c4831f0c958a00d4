import { isUnreadableRun, type Partition, type RunHistory, type RunId } from '#events';
import { fold, timersOf, type RunState } from '#run';
import { LRUCache } from 'lru-cache';
import type { Clockwork } from './clockwork.js';
import { Timers } from './timers.js';

export interface FoldedRun {
  readonly runId: RunId;
  readonly state: RunState;
}

interface Options {
  readonly cachedRuns: number;
  readonly onParked: (runId: RunId, reason: string) => void;
}

/** Runs folded at once on an assignment: enough to share reading, few enough for memory. */
const FOLDED_AT_ONCE = 2_000;

/** The runs of one assigned partition: a bounded cache of folded states, the timers of all open ones, and who is parked. */
export class PartitionRuns {
  readonly timers = new Timers();
  private readonly cache: LRUCache<RunId, RunState>;
  private readonly parked = new Set<RunId>();
  /** States of the batch at hand, which the cache's bound must not evict. */
  private loaded = new Map<RunId, RunState>();
  private clockwork: Clockwork | undefined;

  constructor(private readonly options: Options) {
    this.cache = new LRUCache({ max: options.cachedRuns });
  }

  start(clockwork: Clockwork): void {
    this.clockwork = clockwork;
    clockwork.rewind();
  }

  stop(): void {
    this.clockwork?.stop();
  }

  /** Folds every open run once, for its timers. */
  async restore(partition: Partition, history: RunHistory): Promise<void> {
    const open = await history.openRuns(partition);
    for (let at = 0; at < open.length; at += FOLDED_AT_ONCE) {
      for (const run of await this.foldAll(open.slice(at, at + FOLDED_AT_ONCE), history)) this.remember(run);
    }
  }

  async load(runIds: readonly RunId[], history: RunHistory): Promise<void> {
    this.loaded = new Map();
    const missing: RunId[] = [];
    for (const runId of runIds) {
      const state = this.cache.get(runId);
      if (state !== undefined) this.loaded.set(runId, state);
      else if (!this.parked.has(runId)) missing.push(runId);
    }
    if (missing.length === 0) return;
    for (const { runId, state } of await this.foldAll(missing, history)) this.loaded.set(runId, state);
  }

  /** The state of a run that was loaded for this batch; undefined when the run is parked. */
  stateOf(runId: RunId): RunState | undefined {
    return this.loaded.get(runId);
  }

  accept(runs: Iterable<FoldedRun>): void {
    for (const run of runs) this.remember(run);
    this.clockwork?.rewind();
  }

  private remember({ runId, state }: FoldedRun): void {
    this.cache.set(runId, state);
    this.timers.set(runId, timersOf(state));
  }

  /** Asked for together, so that the history can read them in one pass. */
  private async foldAll(runIds: readonly RunId[], history: RunHistory): Promise<readonly FoldedRun[]> {
    const folds = await Promise.all(runIds.map(async (runId) => ({ runId, state: await this.folded(runId, history) })));
    return folds.filter((fold): fold is FoldedRun => fold.state !== undefined);
  }

  private async folded(runId: RunId, history: RunHistory): Promise<RunState | undefined> {
    try {
      const folded = fold(await history.eventsOf(runId));
      if ('state' in folded) return folded.state;
      this.park(runId, `sequence ${folded.gap.expected} is missing`);
    } catch (error) {
      if (!isUnreadableRun(error)) throw error;
      this.park(runId, error.message);
    }
    return undefined;
  }

  private park(runId: RunId, reason: string): void {
    this.parked.add(runId);
    this.options.onParked(runId, reason);
  }
}

import type { Partition, RunHistory, RunId } from '#events';
import { fold, timersOf, type RunState } from '#run';
import { LRUCache } from 'lru-cache';
import type { Clockwork } from './clockwork.js';
import { Timers, type Timer } from './timers.js';

export interface AcceptedRun {
  readonly runId: RunId;
  readonly state: RunState;
  readonly timers: readonly Timer[];
}

interface Options {
  readonly cachedRuns: number;
  readonly onParked: (runId: RunId, reason: string) => void;
}

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
    for (const runId of await history.openRuns(partition)) {
      const state = await this.folded(runId, history);
      if (state !== undefined) this.remember(runId, state, timersOf(state));
    }
  }

  async load(runIds: readonly RunId[], history: RunHistory): Promise<void> {
    this.loaded = new Map();
    for (const runId of runIds) {
      if (this.parked.has(runId)) continue;
      const state = this.cache.get(runId) ?? (await this.folded(runId, history));
      if (state !== undefined) this.loaded.set(runId, state);
    }
  }

  /** The state of a run that was loaded for this batch; undefined when the run is parked. */
  stateOf(runId: RunId): RunState | undefined {
    return this.loaded.get(runId);
  }

  accept(runs: readonly AcceptedRun[]): void {
    for (const { runId, state, timers } of runs) this.remember(runId, state, timers);
    this.clockwork?.rewind();
  }

  private remember(runId: RunId, state: RunState, timers: readonly Timer[]): void {
    this.cache.set(runId, state);
    this.timers.set(runId, timers);
  }

  private async folded(runId: RunId, history: RunHistory): Promise<RunState | undefined> {
    try {
      const folded = fold(await history.eventsOf(runId));
      if ('state' in folded) return folded.state;
      this.park(runId, `sequence ${folded.gap.expected} is missing`);
    } catch (error) {
      if (!isUnreadableEvent(error)) throw error;
      this.park(runId, error.message);
    }
    return undefined;
  }

  private park(runId: RunId, reason: string): void {
    this.parked.add(runId);
    this.options.onParked(runId, reason);
  }
}

const isUnreadableEvent = (error: unknown): error is Error & { readonly code: 'unreadable' } =>
  error instanceof Error && 'code' in error && error.code === 'unreadable';

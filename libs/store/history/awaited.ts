import { setTimeout as delay } from 'node:timers/promises';
import { StoreError, storeClosed } from '../store-error.js';

export interface AwaitedOptions<Goal> {
  /** Which of these have been reached. */
  readonly reached: (goals: readonly Goal[]) => Promise<ReadonlySet<Goal>>;
  readonly describe: (goal: Goal) => string;
  readonly timeoutMs: number;
}

/** Between two looks: what is awaited comes from other processes, which tell nobody. */
const LOOK_MS = 20;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly until: number;
}

/** Those who wait for what other processes write; one look serves all of them. */
export class Awaited<Goal> {
  readonly #waiters = new Map<Goal, Waiter>();
  #looking = false;
  #closed = false;

  constructor(private readonly options: AwaitedOptions<Goal>) {}

  /** Resolves when the goal is reached; rejects when it is not within the time, with what kept it from being looked for. */
  reach(goal: Goal): Promise<void> {
    if (this.#closed) return Promise.reject(storeClosed());
    return new Promise((resolve, reject) => {
      this.#waiters.set(goal, { resolve, reject, until: performance.now() + this.options.timeoutMs });
      if (!this.#looking) void this.#look();
    });
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiters.values()) reject(storeClosed());
    this.#waiters.clear();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    while (this.#waiters.size > 0) {
      const goals = [...this.#waiters.keys()];
      try {
        for (const goal of await this.options.reached(goals))
          this.#end(goal, (waiter) => {
            waiter.resolve();
          });
        this.#giveUp(goals, (goal) => new StoreError('history_behind', this.#behind(goal)));
      } catch (error) {
        this.#giveUp(goals, () => error);
      }
      await delay(LOOK_MS);
    }
    this.#looking = false;
  }

  #giveUp(goals: readonly Goal[], reason: (goal: Goal) => unknown): void {
    const now = performance.now();
    for (const goal of goals) {
      if ((this.#waiters.get(goal)?.until ?? Infinity) > now) continue;
      this.#end(goal, (waiter) => {
        waiter.reject(reason(goal));
      });
    }
  }

  #end(goal: Goal, settle: (waiter: Waiter) => void): void {
    const waiter = this.#waiters.get(goal);
    this.#waiters.delete(goal);
    if (waiter !== undefined) settle(waiter);
  }

  #behind(goal: Goal): string {
    return `${this.options.describe(goal)} within ${this.options.timeoutMs} ms: ask again later`;
  }
}

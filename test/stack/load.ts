import type { Client } from '../fault/client.js';
import type { Witness } from '../fault/witness.js';

export interface LoadOptions {
  readonly client: Client;
  readonly witness: Witness;
  /** Of runs, by name; they are started over and over. */
  readonly bodies: ReadonlyMap<string, unknown>;
  /** Runs in flight. */
  readonly lanes: number;
}

/** Runs that are started one after the other in several lanes, until it is stopped. */
export class Load {
  /** Ids of runs by their keys, `<name of the body>#<number>`. */
  readonly runs = new Map<string, string>();
  private started = 0;
  private stopped = false;
  private readonly waiting = new Set<{ readonly from: number; left: number; readonly done: () => void }>();
  private readonly lanes: Promise<unknown>;

  constructor(private readonly options: LoadOptions) {
    this.lanes = Promise.all(Array.from({ length: options.lanes }, () => this.lane()));
    // Told of where somebody waits.
    this.lanes.catch(() => undefined);
  }

  /** Resolves when so many runs have ended that were started from now on. */
  async goesOn(runs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const done = () => {
      resolve(undefined);
    };
    this.waiting.add({ from: this.started, left: runs, done });
    await Promise.race([promise, this.lanes]);
  }

  /** Starts none any more, and resolves when all have ended; rejects when one is stuck. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.lanes;
  }

  private async lane(): Promise<void> {
    const { client, bodies, witness } = this.options;
    const all = [...bodies];
    while (!this.stopped) {
      const number = this.started++;
      const [name, body] = all[number % all.length] ?? ['', undefined];
      const key = `${name}#${number}`;
      const runId = await client.start(key, body);
      this.runs.set(key, runId);
      await client.settled([runId], witness);
      this.ended(number);
    }
  }

  private ended(number: number): void {
    for (const waiter of this.waiting) {
      if (number < waiter.from) continue;
      waiter.left -= 1;
      if (waiter.left > 0) continue;
      this.waiting.delete(waiter);
      waiter.done();
    }
  }
}

/** The name of the body that a run of this key was started with. */
export const bodyOfKey = (key: string): string => key.slice(0, key.lastIndexOf('#'));

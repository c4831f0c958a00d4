import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from './client.js';
import { startHost, type HostProcess } from './process-host.js';
import { observe, workload, type Observed } from './workload.js';

export interface Trial {
  /** `<point>@<nth time>`: where the first host dies. */
  readonly fault?: string;
  /** Kills a host this long after it listens, over and over, as long as there are numbers left. */
  readonly killAfterMs?: readonly number[];
  readonly tasks: number;
}

export interface TrialResult extends Observed {
  readonly deaths: number;
}

/** One life of a data directory: hosts that die and start again until every run has ended. */
export async function runTrial({ fault, killAfterMs = [], tasks }: Trial): Promise<TrialResult> {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-fault-'));
  const places = { data: path.join(directory, 'data'), effects: path.join(directory, 'effects') };
  const keeper = new Keeper(places, fault, [...killAfterMs]);
  const client = new Client(() => keeper.url);
  try {
    await keeper.start();
    const keys = [...workload(tasks)];
    const runs = new Map(
      await Promise.all(keys.map(async ([key, body]) => [key, await client.start(key, body)] as const)),
    );
    await client.settled([...runs.values()], places.effects);
    if (killAfterMs.length > 0) await keeper.allDied;
    const observed = await observe(client, runs, places.effects);
    return { ...observed, deaths: keeper.deaths };
  } finally {
    await keeper.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Keeps a host alive: whenever one dies, it starts the next. */
class Keeper {
  deaths = 0;
  private host: HostProcess | undefined;
  private stopped = false;
  private readonly died = Promise.withResolvers<undefined>();
  /** Resolves when no ordered death is outstanding. */
  readonly allDied: Promise<undefined> = this.died.promise;

  constructor(
    private readonly places: { readonly data: string; readonly effects: string },
    private fault: string | undefined,
    private readonly kills: number[],
  ) {}

  get url(): string {
    return this.host?.url ?? 'http://127.0.0.1:9';
  }

  async start(): Promise<void> {
    const { fault } = this;
    this.fault = undefined;
    const host = await startHost({ ...this.places, fault });
    this.host = host;
    const killAfter = this.kills.shift();
    if (killAfter !== undefined)
      setTimeout(() => {
        host.kill('SIGKILL');
      }, killAfter);
    else if (fault === undefined) this.died.resolve(undefined);
    void host.ended.then((how) => this.ended(how));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.host?.kill('SIGTERM');
    await this.host?.ended;
  }

  private async ended(how: string): Promise<void> {
    if (this.stopped) return;
    if (how !== 'SIGKILL') throw new Error(`the host ended by itself: ${how}`);
    this.deaths += 1;
    await this.start();
  }
}

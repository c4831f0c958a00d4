import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from './client.js';
import { effectsEndpoint } from './effects-endpoint.js';
import { writeDeclarations } from './outside-tools.js';
import { startHost, type HostProcess, type HostSettings } from './process-host.js';
import { witnessOf } from './witness.js';
import { observe, type Observed } from './workload.js';

export interface Trial {
  /** `<point>@<nth time>`: where the first host dies. */
  readonly fault?: string;
  /** Kills a host this long after it listens, over and over, as long as there are numbers left. */
  readonly killAfterMs?: readonly number[];
  /** Runs by idempotency key, as their bodies. */
  readonly runs: ReadonlyMap<string, unknown>;
  /** What there is outside the process; nothing if absent. */
  readonly outside?: Outage;
  /** Further variables of the host's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** In which of its calls the tool server ends, or the endpoint cuts the connection, when it has acted; in none if absent. */
export interface Outage {
  readonly server?: number;
  readonly endpoint?: number;
}

export interface TrialResult extends Observed {
  readonly deaths: number;
}

/** One life of a data directory: hosts that die and start again until every run has ended. */
export async function runTrial(trial: Trial): Promise<TrialResult> {
  const { fault, killAfterMs = [], runs: bodies, outside, environment = {} } = trial;
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-fault-'));
  const places = { data: path.join(directory, 'data'), effects: path.join(directory, 'effects') };
  const world = outside && (await openOutside(directory, places.effects, outside));
  const keeper = new Keeper({ ...places, tools: world?.declarations, environment }, fault, [...killAfterMs]);
  const client = new Client(() => keeper.url);
  try {
    await keeper.start();
    const runs = new Map(
      await Promise.all([...bodies].map(async ([key, body]) => [key, await client.start(key, body)] as const)),
    );
    await client.settled([...runs.values()], witnessOf(places));
    if (killAfterMs.length > 0) await keeper.allDied;
    const observed = await observe(client, runs, places);
    return { ...observed, deaths: keeper.deaths };
  } finally {
    await keeper.stop();
    await world?.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The world outside, which goes on while hosts die, and the declarations by which they know of it. */
async function openOutside(directory: string, effects: string, { server, endpoint: cut }: Outage) {
  mkdirSync(effects);
  const endpoint = await effectsEndpoint(effects, cut);
  const outside = { directory: effects, endpoint: endpoint.url, fatalCall: server };
  return {
    declarations: writeDeclarations(path.join(directory, 'tools.json'), outside),
    close: () => endpoint.close(),
  };
}

/** Keeps a host alive: whenever one dies, it starts the next. */
class Keeper {
  deaths = 0;
  private host: HostProcess | undefined;
  private stopped = false;
  private starting: Promise<void> = Promise.resolve();
  private readonly died = Promise.withResolvers<undefined>();
  /** Resolves when no ordered death is outstanding. */
  readonly allDied: Promise<undefined> = this.died.promise;

  constructor(
    private readonly places: Omit<HostSettings, 'fault'>,
    private fault: string | undefined,
    private readonly kills: number[],
  ) {}

  get url(): string {
    return this.host?.url ?? 'http://127.0.0.1:9';
  }

  async start(): Promise<void> {
    this.starting = this.startNext();
    await this.starting;
  }

  private async startNext(): Promise<void> {
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
    await this.starting.catch(() => undefined);
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

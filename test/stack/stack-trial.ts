import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '../fault/client.js';
import type { Outcome } from '../fault/outcome.js';
import { witnessOf } from '../fault/witness.js';
import { FaultStack } from './fault-stack.js';
import { FAR, FAULTS, type FaultName, type Scene } from './faults.js';
import type { SharedServers } from './installation.js';
import { judge, type Judgement } from './judgement.js';
import { Load } from './load.js';

export interface StackTrial {
  readonly servers: SharedServers;
  readonly driver: string;
  /** Runs by name, and how each ends undisturbed. */
  readonly bodies: ReadonlyMap<string, unknown>;
  readonly undisturbed: Readonly<Record<string, Outcome>>;
  /** One after the other, each when the runs go on after the one before. */
  readonly faults: Iterable<FaultName>;
  /** Hears of everything that happens. */
  readonly tell: (line: string) => void;
}

export interface StackTrialResult extends Judgement {
  /** What was told of processes that ended though nobody ended them. */
  readonly crashes: readonly string[];
  /** Runs that were started and have ended. */
  readonly runs: number;
  /** Faults that the runs have gone on after. */
  readonly survived: readonly FaultName[];
}

const LANES = 4;
/** Of a client that looks at its run. */
const LOOK_MS = 150;
/** Runs that have to be started and to end after each fault. */
const AFTERWARDS = 4;

/** One installation on which runs go on while one thing after the other fails. Rejects when a run is stuck. */
export async function runStackTrial(trial: StackTrial): Promise<StackTrialResult> {
  const { servers, driver, bodies, undisturbed } = trial;
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-stack-'));
  const places = { data: path.join(directory, 'data'), effects: path.join(directory, 'effects') };
  const environment = await servers.installation(driver);
  const far = { PARLEY_KAFKA_BROKERS: servers.byNetwork };
  const own = Object.fromEntries(FAR.map((name) => [name, far]));
  const stack = await FaultStack.start({ environment, own, places, tell: trial.tell });
  try {
    const client = new Client(() => stack.url, LOOK_MS);
    const load = new Load({ client, witness: witnessOf(places), bodies, lanes: LANES });
    const survived = await disturb(trial, { stack, servers, load, client }).catch(async (error: unknown) => {
      (await stack.readiness()).forEach(trial.tell);
      throw error;
    });
    const { runs } = load;
    const { postgres, sink } = servers;
    const judged = await judge({ runs, client, places, environment, undisturbed, postgres, sink });
    return { ...judged, crashes: stack.crashes, runs: runs.size, survived };
  } finally {
    await stack.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function disturb({ faults, tell }: StackTrial, scene: Scene): Promise<readonly FaultName[]> {
  const { load } = scene;
  const survived: FaultName[] = [];
  await load.goesOn(AFTERWARDS);
  for (const name of faults) {
    const began = Date.now();
    await FAULTS[name](scene);
    await load.goesOn(AFTERWARDS);
    survived.push(name);
    tell(`${name}: the runs go on (${Date.now() - began} ms)`);
  }
  await load.stop();
  return survived;
}

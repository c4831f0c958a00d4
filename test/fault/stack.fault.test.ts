import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServers } from '../servers/describe-with-servers.js';
import { FAULTS, type FaultName } from '../stack/faults.js';
import { SharedServers } from '../stack/installation.js';
import { NOTHING_WRONG } from '../stack/judgement.js';
import { runStackTrial } from '../stack/stack-trial.js';
import { runTrial, type TrialResult } from './trial.js';
import { workload } from './workload.js';

const RUNS = workload(1);
const SLOW = 900_000;

describeWithServers('services as processes on Kafka and PostgreSQL', ['kafka', 'postgres'], () => {
  let servers: SharedServers;
  let embedded: TrialResult;
  beforeAll(async () => {
    servers = await SharedServers.start();
    embedded = await runTrial({ runs: RUNS });
  }, SLOW);
  afterAll(() => servers.remove(), SLOW);

  it(
    'lose, repeat and change nothing, whichever of them dies, sleeps, is cut off or of another version, under load',
    async () => {
      const faults = Object.keys(FAULTS) as FaultName[];
      const said: string[] = [];
      const trial = { servers, driver: 'platformatic', bodies: RUNS, undisturbed: embedded.outcomes, faults };
      const { runs, survived, ...wrong } = await runStackTrial({ ...trial, tell: (line) => said.push(line) }).catch(
        (error: unknown) => {
          throw new Error(said.join('\n'), { cause: error });
        },
      );
      expect(survived).toEqual(faults);
      expect(runs).toBeGreaterThan(faults.length);
      expect(wrong).toEqual({ crashes: [], ...NOTHING_WRONG });
    },
    SLOW,
  );
});

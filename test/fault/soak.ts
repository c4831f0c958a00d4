// npm run soak [-- --kills 1000 --drops 1000 --seed 1]: faults at random points and moments, counted.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { dropTrial, ONCE_CALLS } from './drop-trial.js';
import { DROP_POINTS, KILL_POINTS } from './points.js';
import { runTrial, type Trial, type TrialResult } from './trial.js';
import { outsideWorkload, workload } from './workload.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    drops: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const LANES = 2;
/** Kills of a trial at random moments, and the longest time that a host is left alone. */
const KILLS_AT_ONCE = 4;
const LONGEST_LIFE_MS = 400;
/** Of a tool server or an endpoint, in one trial. */
const CALLS_OUTSIDE = 4;

const generator = xoroshiro128plus(Number(values.seed));
const draw = (below: number): number => uniformInt(generator, 0, below - 1);

const counts = { deaths: 0, trials: 0, lostOrStuck: 0, changed: 0, duplicatedTurns: 0, repeatedOnce: 0 };

function randomPoint(points: Readonly<Record<string, number>>): readonly [point: string, nth: number] {
  const [point, times] = Object.entries(points)[draw(Object.keys(points).length)] ?? ['', 1];
  return [point, 1 + draw(times)];
}

/** What is run and what there is outside, each with how it ends undisturbed. */
interface Stage extends Pick<Trial, 'runs' | 'outside'> {
  readonly name: string;
  readonly undisturbed: TrialResult;
}

async function stageOf(name: string, scene: Pick<Trial, 'runs' | 'outside'>): Promise<Stage> {
  return { name, ...scene, undisturbed: await runTrial(scene) };
}

/** Half of the trials die at a named point, half at random moments, several times. */
function randomDeath(): Pick<Trial, 'fault' | 'killAfterMs'> {
  if (draw(2) === 0) return { fault: randomPoint(KILL_POINTS).join('@') };
  return { killAfterMs: Array.from({ length: KILLS_AT_ONCE }, () => draw(LONGEST_LIFE_MS)) };
}

/** Where there is a world outside, it goes down as well in half of the trials. */
function randomOutage({ outside }: Stage): Pick<Trial, 'outside'> {
  if (outside === undefined) return {};
  const call = 1 + draw(CALLS_OUTSIDE);
  return { outside: [{}, {}, { server: call }, { endpoint: call }][draw(4)] ?? {} };
}

async function soakKills(target: number): Promise<void> {
  const stages = [
    await stageOf('core', { runs: workload(1) }),
    await stageOf('outside', { runs: outsideWorkload(), outside: {} }),
  ];
  let deaths = 0;
  await lanes(
    () => deaths < target,
    async () => {
      const stage = stages[draw(stages.length)];
      if (stage === undefined) return;
      const disturbance = { ...randomDeath(), ...randomOutage(stage) };
      await judged(`${stage.name} ${JSON.stringify(disturbance)}`, async () => {
        const result = await runTrial({ runs: stage.runs, ...disturbance });
        deaths += result.deaths;
        counts.deaths += result.deaths;
        counts.duplicatedTurns += result.duplicatedTurns.length;
        counts.repeatedOnce += result.repeatedOnce.length;
        const { outcomes, world } = stage.undisturbed;
        return isDeepStrictEqual({ outcomes: result.outcomes, world: result.world }, { outcomes, world });
      });
    },
  );
}

async function soakDrops(target: number): Promise<void> {
  const undisturbed = await dropTrial('never', 1);
  let trials = 0;
  await lanes(
    () => trials < target,
    async () => {
      trials += 1;
      const [point, nth] = randomPoint(DROP_POINTS);
      await judged(`drop ${point}@${nth}`, async () => {
        const result = await dropTrial(point, nth);
        counts.deaths += result.deaths;
        counts.duplicatedTurns += result.duplicated.length;
        counts.repeatedOnce += Math.abs(result.once.happened - ONCE_CALLS);
        return isDeepStrictEqual(result.outcomes, undisturbed.outcomes);
      });
    },
  );
}

async function judged(name: string, trial: () => Promise<boolean>): Promise<void> {
  counts.trials += 1;
  try {
    if (!(await trial())) report('changed', name);
  } catch (error) {
    report('lostOrStuck', `${name}: ${String(error)}`);
  }
  if (counts.trials % 25 === 0) console.log(JSON.stringify(counts));
}

function report(what: 'changed' | 'lostOrStuck', detail: string): void {
  counts[what] += 1;
  console.error(`${what}: ${detail}`);
}

async function lanes(goesOn: () => boolean, job: () => Promise<void>): Promise<void> {
  const lane = async () => {
    while (goesOn()) await job();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

await soakKills(Number(values.kills));
await soakDrops(Number(values.drops));
console.log(JSON.stringify(counts));
process.exit(counts.lostOrStuck + counts.changed + counts.duplicatedTurns + counts.repeatedOnce === 0 ? 0 : 1);

import type { Transcript } from '../message.js';
import { dice } from './dice.js';
import { debate } from './shapes/debate.js';
import { desk } from './shapes/desk.js';
import { hunt } from './shapes/hunt.js';
import { led } from './shapes/led.js';
import { panel } from './shapes/panel.js';
import { pipeline } from './shapes/pipeline.js';
import { modeOf, Stage, type Form } from './stage.js';
import { worldOf } from './world.js';

interface Shape {
  readonly name: string;
  readonly play: (stage: Stage) => void;
  readonly forms: readonly Form[];
}

export const SHAPES: readonly Shape[] = [
  { name: 'panel', play: panel, forms: ['named', 'alternating'] },
  { name: 'led', play: ledOrHunt, forms: ['addressed'] },
  { name: 'pipeline', play: pipeline, forms: ['named', 'alternating'] },
  { name: 'debate', play: debate, forms: ['named'] },
  { name: 'desk', play: desk, forms: ['named'] },
];

function ledOrHunt(stage: Stage): void {
  stage.dice.one([led, hunt, hunt])(stage);
}

/** A made-up run of a team; with its first slip as the truth where it had one. */
function simulated({ name, play, forms }: Shape, seed: number): Transcript {
  const chance = dice(seed);
  const stage = new Stage(worldOf(chance), chance, chance.one(forms));
  play(stage);
  const { history, slip, world, asked } = stage;
  return {
    id: `${name}-${seed}`,
    question: asked ?? world.question,
    history,
    cluster: `${name}-${seed}`,
    ...(slip && { mistake_agent: slip.agent, mistake_step: slip.step, category: modeOf(slip) }),
  };
}

/** Runs of a shape that fail by a slip; other seeds give other runs. */
export const failedRuns = (shape: Shape, count: number, seed = 0): readonly Transcript[] =>
  runsOf(shape, count, seed, ({ mistake_step: step }) => step !== undefined);

/** Runs of a shape in which nobody errs. */
export const faultlessTeams = (shape: Shape, count: number, seed = 0): readonly Transcript[] =>
  runsOf(shape, count, seed, ({ mistake_step: step }) => step === undefined);

function runsOf(
  shape: Shape,
  count: number,
  seed: number,
  isWanted: (run: Transcript) => boolean,
): readonly Transcript[] {
  const runs: Transcript[] = [];
  for (let at = seed; runs.length < count; at++) {
    const run = simulated(shape, at);
    if (isWanted(run)) runs.push(run);
  }
  return runs;
}

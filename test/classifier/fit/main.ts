// npm run fit-classifier: fits the weights of signs on simulated and rehearsed runs that failed, writes them, says how good they are.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Weights } from '../../../libs/taxonomy/attribution/sign.js';
import { faultyRuns } from '../rehearsed-faults.js';
import { failedRuns, SHAPES } from '../simulated/simulate.js';
import { realRuns } from '../soil.js';
import { fitWeights } from './fit-weights.js';
import { sampleOfRehearsal, sampleOfTranscript, type Sample } from './sample.js';
import { acrossShapes, crossValidated, scoreOf, type Score } from './validate.js';

const RUNS = 300;
const REHEARSED = 6;
const RATES = [
  { numericalDrift: 0.15 },
  { contextOmission: 0.2 },
  { logicalContradiction: 0.1 },
  { coordinationFailure: 0.25 },
];
const TARGET = path.resolve(import.meta.dirname, '../../../libs/taxonomy/attribution/weights.ts');

const present = (samples: readonly (Sample | undefined)[]): readonly Sample[] =>
  samples.flatMap((sample) => sample ?? []);

async function rehearsedSamples(): Promise<readonly Sample[]> {
  const played = await Promise.all(RATES.map((rates) => faultyRuns(rates, REHEARSED)));
  return present(played.flat().map((run, position) => sampleOfRehearsal(run, `rehearsed-${position}`)));
}

const simulatedSamples = (): readonly Sample[] =>
  SHAPES.flatMap((shape) => present(failedRuns(shape, RUNS).map((run) => sampleOfTranscript(run, shape.name))));

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
const row = (name: string, { runs, agent, step, chanceAgent, chanceStep }: Score) => ({
  what: name,
  runs,
  agent: percent(agent),
  step: percent(step),
  'agent by chance': percent(chanceAgent),
  'step by chance': percent(chanceStep),
});

function report(samples: readonly Sample[], weights: Weights): void {
  const validated = crossValidated(samples);
  const shapes = [...new Set(samples.map(({ shape }) => shape))];
  const real = present(realRuns('failures').map((run) => sampleOfTranscript(run, 'real')));
  console.table([
    ...shapes.map((shape) => row(`${shape}, other runs`, validated(samples.filter((one) => one.shape === shape)))),
    ...shapes.map((shape) => row(`${shape}, other shapes`, acrossShapes(samples, shape))),
    ...(real.length > 0
      ? [
          row(
            'retail agent, never fitted on',
            scoreOf(real, () => weights),
          ),
        ]
      : []),
  ]);
}

function textOf(weights: Weights): string {
  const lines = Object.entries(weights).map(([sign, weight]) => `  ${sign}: ${weight.toFixed(2)},`);
  return [
    "import type { Weights } from './sign.js';",
    '',
    '/** Written by `npm run fit-classifier`, not by hand: see docs/classifier.md. */',
    'export const WEIGHTS: Weights = {',
    ...lines.map((line) => line.replace('-0.00', '0.00').replace(/\.?0+,$/, ',')),
    '};',
    '',
  ].join('\n');
}

const samples = [...simulatedSamples(), ...(await rehearsedSamples())];
const weights = fitWeights(samples);
writeFileSync(TARGET, textOf(weights));
report(samples, weights);

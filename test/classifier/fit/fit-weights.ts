import { SIGNS, type Sign, type Weights } from '../../../libs/taxonomy/attribution/sign.js';
import { fitLogit } from './logit.js';
import { PRIOR } from './prior.js';
import type { Sample } from './sample.js';

const NAMES = Object.keys(SIGNS) as readonly Sign[];

const STRENGTH = 0.01;

/** Every shape counts the same, however many samples it has; within one, every run does. */
export function fitWeights(samples: readonly Sample[]): Weights {
  const sizes = new Map<string, number>();
  for (const { shape } of samples) sizes.set(shape, (sizes.get(shape) ?? 0) + 1);
  const choices = samples.map(({ suspects, truth, shape }) => ({
    rows: suspects.map(({ signs }) => NAMES.map((name) => signs[name] ?? 0)),
    truth,
    weight: 1 / (sizes.size * (sizes.get(shape) ?? 1)),
  }));
  const weights = fitLogit(choices, { centre: NAMES.map((name) => PRIOR[name]), strength: STRENGTH });
  return Object.fromEntries(NAMES.map((name, at) => [name, weights[at] ?? 0])) as Weights;
}

import { SIGNS, type Sign, type Weights } from '../../../libs/taxonomy/attribution/sign.js';
import { fitLogit } from './logit.js';
import { PRIOR } from './prior.js';
import { weighed, type Sample } from './sample.js';

const NAMES = Object.keys(SIGNS) as readonly Sign[];

const STRENGTH = 0.01;

export function fitWeights(samples: readonly Sample[]): Weights {
  const choices = weighed(samples).map(({ sample: { suspects, truth }, weight }) => ({
    rows: suspects.map(({ signs }) => NAMES.map((name) => signs[name] ?? 0)),
    truth,
    weight,
  }));
  const weights = fitLogit(choices, { centre: NAMES.map((name) => PRIOR[name]), strength: STRENGTH });
  return Object.fromEntries(NAMES.map((name, at) => [name, weights[at] ?? 0])) as Weights;
}

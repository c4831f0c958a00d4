import {
  CLASS_SIGNS,
  type ClassSign,
  type ClassSigns,
  type ClassWeights,
} from '../../../libs/taxonomy/attribution/class-sign.js';
import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import { fitLogit } from './logit.js';
import { CLASS_PRIOR } from './prior.js';
import { weighed, type Sample } from './sample.js';

const CLASSES = FAILURE_MODES.filter((mode) => mode !== 'other');
const CENTRE = CLASSES.flatMap((mode) => CLASS_SIGNS.map((name) => CLASS_PRIOR[mode][name]));
const STRENGTH = 0.04;

/** A choice among the classes by the signs of the true step. Every class counts the same; within one, every shape as `weighed` has it. */
export function fitClassWeights(samples: readonly Sample[]): ClassWeights {
  const weighted = weighed(samples);
  const masses = new Map<string, number>();
  for (const { sample, weight } of weighted) masses.set(sample.mode, (masses.get(sample.mode) ?? 0) + weight);
  const choices = weighted.map(({ sample, weight }) => ({
    rows: FAILURE_MODES.map((mode) => rowOf(sample.classSignsOf(sample.suspects[sample.truth]!), mode)),
    truth: FAILURE_MODES.indexOf(sample.mode),
    weight: weight / (masses.size * (masses.get(sample.mode) ?? 1)),
  }));
  const weights = fitLogit(choices, { centre: CENTRE, strength: STRENGTH });
  const entries = CLASSES.map((mode, at) => [mode, named(weights.slice(at * CLASS_SIGNS.length))] as const);
  return Object.fromEntries(entries) as unknown as ClassWeights;
}

/** The signs, in the part of the row that is the class's. */
const rowOf = (signs: ClassSigns, mode: FailureMode): readonly number[] =>
  CLASSES.flatMap((one) => CLASS_SIGNS.map((name) => (one === mode ? (signs[name] ?? 0) : 0)));

const named = (weights: readonly number[]): Readonly<Record<ClassSign, number>> =>
  Object.fromEntries(CLASS_SIGNS.map((name, at) => [name, weights[at] ?? 0])) as Record<ClassSign, number>;

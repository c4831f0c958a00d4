import { CLASS_WEIGHTS } from './class-weights.js';
import { classShares, type ClassSigns, type ClassWeights } from './class-sign.js';
import { FAILURE_MODES, type FailureMode } from '../failure-mode.js';

export interface ClassGuess {
  readonly mode: FailureMode;
  /** Probability that it is right, if faults are as common as `COMMON` has it. */
  readonly share: number;
}

/**
 * How common the classes are taken to be among runs whose fault no detector finds: about half fit none of the four
 * (in larger sets of failed runs of teams people found six in ten). An assumption, of no data set.
 */
export const COMMON: Readonly<Record<FailureMode, number>> = {
  logical_contradiction: 0.1,
  numerical_drift: 0.12,
  context_omission: 0.16,
  coordination_failure: 0.12,
  other: 0.5,
};

/** 0 names the likeliest class, which would nearly always be `other`; 1 the one for which the signs speak most, however rare it is. */
const EVENNESS = 0.8;

/** The class of the highest probability after each is divided by how common it is, to the power of `EVENNESS`. */
export function guessClass(signs: ClassSigns, weights: ClassWeights = CLASS_WEIGHTS): ClassGuess {
  const shares = classShares(signs, weights, COMMON);
  const told = FAILURE_MODES.map((mode) => ({
    mode,
    share: shares[mode],
    told: shares[mode] / COMMON[mode] ** EVENNESS,
  }));
  const { mode, share } = told.reduce((best, one) => (one.told > best.told ? one : best));
  return { mode, share };
}

import { FAILURE_MODES, type FailureMode } from '../failure-mode.js';
import { scoresOf, totalOf, type Scores } from './scores.js';
import type { Suspect } from './suspect.js';
import { WEIGHTS, type Weights } from './weights.js';

/** A step under suspicion. */
export interface Suspicion extends Suspect {
  readonly scores: Scores;
  /** Its probability of having introduced the fault. */
  readonly share: number;
  /** And that it is of the class, in the order of `FAILURE_MODES`: they add up to `share`. */
  readonly shares: readonly number[];
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

/**
 * Conditional logit: the probabilities of the steps of a run, each with each class, are those of a softmax over what speaks
 * for them, weighed by how common the class is. All together they add up to 1.
 */
export function suspicionsIn(suspects: readonly Suspect[], weights: Weights = WEIGHTS): readonly Suspicion[] {
  const scores = suspects.map((suspect) => scoresOf(suspect, weights));
  const totals = scores.map(totalOf);
  const highest = totals.flat().reduce((most, score) => Math.max(most, score), -Infinity);
  const odds = totals.map((own) => FAILURE_MODES.map((mode, at) => COMMON[mode] * Math.exp((own[at] ?? 0) - highest)));
  const total = sum(odds.flat());
  return suspects.map((suspect, at) => {
    const shares = (odds[at] ?? []).map((one) => one / total);
    return { ...suspect, scores: scores[at] ?? new Map(), shares, share: sum(shares) };
  });
}

/** 1 blames who has the most steps that might be at fault, infinity who has the likeliest one. */
const STANDING_OUT = 1.5;

/** The likeliest step of the speaker whose shares, to the power of `STANDING_OUT`, are most together. Of equal ones the earliest. */
export function decisiveOf(suspicions: readonly Suspicion[]): Suspicion | undefined {
  const shares = new Map<string, number>();
  for (const { candidate, share } of suspicions)
    shares.set(candidate.speaker, (shares.get(candidate.speaker) ?? 0) + share ** STANDING_OUT);
  const [speaker] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0]);
  return suspicions
    .filter(({ candidate }) => candidate.speaker === speaker)
    .reduce<Suspicion | undefined>(
      (best, one) => (best === undefined || one.share > best.share ? one : best),
      undefined,
    );
}

export interface ClassGuess {
  readonly mode: FailureMode;
  /** Probability that it is right, if faults are as common as `COMMON` has it. */
  readonly share: number;
}

/** 0 names the likeliest class, which would nearly always be `other`; 1 the one for which the signs speak most, however rare it is. */
const EVENNESS = 0.8;

/** Of all steps together: the class of the highest probability after each is divided by how common it is, to the power of `EVENNESS`. */
export function guessedClass(suspicions: readonly Suspicion[]): ClassGuess {
  const told = FAILURE_MODES.map((mode, at) => {
    const share = sum(suspicions.map(({ shares }) => shares[at] ?? 0));
    return { mode, share, told: share / COMMON[mode] ** EVENNESS };
  });
  const { mode, share } = told.reduce((best, one) => (one.told > best.told ? one : best));
  return { mode, share };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

import { lusolve } from 'mathjs';

/** One choice among alternatives, each described by numbers in the same order. */
export interface Choice {
  readonly rows: readonly (readonly number[])[];
  /** Place of the one that was chosen. */
  readonly truth: number;
  /** How much it counts; of all choices together 1. */
  readonly weight: number;
}

/** What the weights are drawn to, and how much: of the squared distances from it, beside the mean log-likelihood. */
export interface Prior {
  readonly centre: readonly number[];
  readonly strength: number;
}

const MOST_STEPS = 12;
const CLOSE = 1e-4;

/**
 * Conditional logit: weights of the highest mean log-likelihood, less a penalty on their distance from the prior, by
 * Newton's method from there. The function is concave, so there is one such point.
 */
export function fitLogit(choices: readonly Choice[], prior: Prior): readonly number[] {
  let weights = prior.centre;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, bend } = derivatives(choices, weights, prior);
    const move = (lusolve(bend, slope) as number[][]).map(([by = 0]) => by);
    weights = weights.map((weight, at) => weight + (move[at] ?? 0));
    if (Math.max(...move.map(Math.abs)) < CLOSE) break;
  }
  return weights;
}

interface Derivatives {
  readonly slope: number[];
  /** The negative of the matrix of second derivatives. */
  readonly bend: number[][];
}

function derivatives(choices: readonly Choice[], weights: readonly number[], { centre, strength }: Prior): Derivatives {
  const slope = weights.map((weight, at) => -2 * strength * (weight - centre[at]!));
  const bend = weights.map((_, at) => weights.map((_other, other) => (at === other ? 2 * strength : 0)));
  for (const choice of choices) addChoice({ slope, bend }, choice, weights);
  return { slope, bend };
}

/** Slope: what the truth shows less what the model expects. Bend: how what is shown varies under the model. */
function addChoice({ slope, bend }: Derivatives, { rows, truth, weight }: Choice, weights: readonly number[]): void {
  const shares = sharesOf(rows, weights);
  const expected = weights.map((_, at) => rows.reduce((sum, row, place) => sum + shares[place]! * row[at]!, 0));
  expected.forEach((mean, at) => (slope[at]! += weight * (rows[truth]![at]! - mean)));
  rows.forEach((row, place) => {
    addProducts(
      bend,
      row.map((value, at) => value - expected[at]!),
      weight * shares[place]!,
    );
  });
}

function addProducts(bend: number[][], off: readonly number[], part: number): void {
  off.forEach((one, at) => {
    if (one !== 0) off.forEach((other, place) => (bend[at]![place]! += part * one * other));
  });
}

/** Softmax of the weighted sums. */
function sharesOf(rows: Choice['rows'], weights: readonly number[]): readonly number[] {
  const scores = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, 0));
  const highest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - highest));
  const total = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => one / total);
}

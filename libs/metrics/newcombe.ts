import type { Interval } from './interval.js';
import { wilson } from './wilson.js';

/** What two sets scored on the same task, each from 0 to 1. */
export type ScorePair = readonly [first: number, second: number];

export interface Difference {
  /** Mean of the first less mean of the second. */
  readonly value: number;
  readonly interval: Interval;
}

/**
 * Difference of two rates over the same tasks with Newcombe's hybrid score interval for pairs (Statistics in Medicine 17,
 * 2635-2650, 1998, method 10): the Wilson intervals of both rates, and their correlation less a correction for continuity.
 * Unlike a bootstrap it keeps a width where all pairs agree. Scores between 0 and 1 make it wider than need be, never
 * narrower. There is at least one pair.
 */
export function pairedDifference(pairs: readonly ScorePair[]): Difference {
  const of = pairs.length;
  const first = pairs.reduce((sum, [score]) => sum + score, 0) / of;
  const second = pairs.reduce((sum, [, score]) => sum + score, 0) / of;
  const [one, other] = [wilson(first, of), wilson(second, of)];
  const phi = correlation(pairs, first, second);
  const value = first - second;
  return {
    value,
    interval: {
      low: Math.max(-1, value - joined(first - one.low, other.high - second, phi)),
      high: Math.min(1, value + joined(one.high - first, second - other.low, phi)),
    },
  };
}

const joined = (a: number, b: number, phi: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));

/** By the variance that single trials of these rates have; 0 where a rate is 0 or 1. */
function correlation(pairs: readonly ScorePair[], first: number, second: number): number {
  const of = pairs.length;
  const spread = Math.sqrt(first * (1 - first) * second * (1 - second));
  if (!(spread > 0)) return 0;
  const covariance = pairs.reduce((sum, [one, other]) => sum + (one - first) * (other - second), 0) / of;
  const corrected = covariance > 0 ? Math.max(0, covariance - 1 / (2 * of)) : covariance;
  return Math.max(-1, Math.min(1, corrected / spread));
}

import type { Interval } from './interval.js';

/** The normal distribution's 97.5 percent quantile. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval (1927) of a rate over `of` independent observations, without continuity correction; `of` is at
 * least 1. Observations may be means of several trials: these vary less than single ones, so it is never too narrow.
 */
export function wilson(rate: number, of: number): Interval {
  const shrunk = 1 + Z ** 2 / of;
  const centre = (rate + Z ** 2 / (2 * of)) / shrunk;
  const half = (Z * Math.sqrt((rate * (1 - rate)) / of + (Z / (2 * of)) ** 2)) / shrunk;
  return {
    low: Math.max(0, Math.min(rate, centre - half)),
    high: Math.min(1, Math.max(rate, centre + half)),
  };
}

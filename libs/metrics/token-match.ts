import type { Measure } from './measure.js';

/**
 * Whether sets of runs may be called matched in tokens: the mean of each is within `tolerance` (0.1 is ten percent) of the
 * baseline's. False where one is not known.
 */
export const tokensMatch = (ratios: readonly Measure[], tolerance: number): boolean =>
  ratios.every(({ value }) => value !== undefined && Math.abs(value - 1) <= tolerance);

import type { Absent } from './measure.js';

/** A 95 percent confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly reason?: undefined;
}

/** A number with its interval, or why one of them is missing. */
export type Estimate =
  Absent | { readonly value: number; readonly interval: Interval | Absent; readonly reason?: undefined };

/** A rate with its 95 percent interval. */
export interface Rate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly successes: number;
  readonly of: number;
}

/** The normal distribution's 97.5 percent quantile. */
const Z = 1.959963984540054;

/** Wilson's score interval (1927), without continuity correction; `of` is at least 1. */
export function wilson(successes: number, of: number): Rate {
  const value = successes / of;
  const shrunk = 1 + Z ** 2 / of;
  const centre = (value + Z ** 2 / (2 * of)) / shrunk;
  const half = (Z * Math.sqrt((value * (1 - value)) / of + (Z / (2 * of)) ** 2)) / shrunk;
  return {
    value,
    low: Math.max(0, Math.min(value, centre - half)),
    high: Math.min(1, Math.max(value, centre + half)),
    successes,
    of,
  };
}

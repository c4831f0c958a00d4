import { wilson } from './wilson.js';

/** A share with its 95 percent interval and how many it is of. */
export interface Rate {
  readonly value: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

interface Trial {
  readonly hit: boolean;
  /** Trials of one cluster are not independent. */
  readonly cluster: string;
}

/** Wilson's interval with as many observations as there are clusters, so that it is never too narrow; undefined of nothing. */
export function rateOf(trials: readonly Trial[]): Rate | undefined {
  if (trials.length === 0) return undefined;
  const value = trials.filter(({ hit }) => hit).length / trials.length;
  return { value, of: trials.length, ...bounds(value, new Set(trials.map(({ cluster }) => cluster)).size) };
}

function bounds(value: number, clusters: number): { readonly low: number; readonly high: number } {
  const { low, high } = wilson(value, clusters);
  return { low, high };
}

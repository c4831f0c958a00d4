import { wilson } from './wilson.js';

/** A share with its 95 percent interval. */
export interface Rate {
  readonly value: number;
  /** Trials; those of one cluster weigh together what one cluster weighs. */
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

interface Trial {
  readonly hit: boolean;
  /** Trials of one cluster are not independent. */
  readonly cluster: string;
}

/**
 * Mean over the clusters of each one's share of hits, with Wilson's interval of as many observations as there are clusters,
 * so that it is never too narrow; undefined of nothing.
 */
export function rateOf(trials: readonly Trial[]): Rate | undefined {
  if (trials.length === 0) return undefined;
  const clusters = [...Map.groupBy(trials, ({ cluster }) => cluster).values()];
  const value = clusters.reduce((sum, own) => sum + shareIn(own), 0) / clusters.length;
  const { low, high } = wilson(value, clusters.length);
  return { value, of: trials.length, low, high };
}

const shareIn = (trials: readonly Trial[]): number => trials.filter(({ hit }) => hit).length / trials.length;

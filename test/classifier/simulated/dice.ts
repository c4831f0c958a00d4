import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same every time for the same seed. */
export interface Dice {
  readonly chance: (probability: number) => boolean;
  /** Both ends included. */
  readonly between: (from: number, to: number) => number;
  readonly one: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

const FINE = 1_000_000;

export function dice(seed: number): Dice {
  const generator = xoroshiro128plus(seed);
  const between = (from: number, to: number): number => uniformInt(generator, from, to);
  return {
    between,
    chance: (probability) => between(1, FINE) <= probability * FINE,
    one: (items) => items[between(0, items.length - 1)]!,
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: between(0, FINE) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  };
}

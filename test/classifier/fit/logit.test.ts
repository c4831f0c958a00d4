import { describe, expect, it } from '@jest/globals';
import { dice } from '../simulated/dice.js';
import { fitLogit, type Choice } from './logit.js';

/** By column and class, what the odds of a choice are made by. */
const MADE_BY = [
  [2, 2],
  [1, -1],
  [0, 0],
];

function choices(count: number): readonly Choice[] {
  const chance = dice(7);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 4 }, () => ({
      columns: [0, 1, 2],
      values: [chance.between(0, 1), chance.between(0, 1), chance.between(0, 1)],
    }));
    const odds = rows.flatMap(({ values }) =>
      [0, 1].map((mode) => Math.exp(values.reduce((sum, value, at) => sum + value * MADE_BY[at]![mode]!, 0))),
    );
    let left = (chance.between(0, 999_999) / 1e6) * odds.reduce((sum, odd) => sum + odd, 0);
    const chosen = odds.findIndex((odd) => (left -= odd) < 0);
    return { rows, truth: Math.floor(chosen / 2), mode: chosen % 2, weight: 1 };
  });
}

const shape = { centre: [0, 0, 0], modes: 2 };

describe('fitLogit', () => {
  it('finds what rows and classes were chosen by, but for the shrinking', () => {
    const found = fitLogit(choices(4_000), { ...shape, strength: 1 });
    for (const [at, weight] of found.flat().entries()) expect(Math.abs(weight - MADE_BY.flat()[at]!)).toBeLessThan(0.2);
  });

  it('holds to its centre where there is nothing to learn from, and near it where it is held', () => {
    expect(fitLogit([], { ...shape, centre: [0, 1, 2], strength: 2 })).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    const held = fitLogit(choices(400), { ...shape, strength: 10_000 });
    for (const weight of held.flat()) expect(Math.abs(weight)).toBeLessThan(0.05);
  });
});

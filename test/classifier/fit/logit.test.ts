import { describe, expect, it } from '@jest/globals';
import { dice } from '../simulated/dice.js';
import { fitLogit, type Choice } from './logit.js';

/** Choices that are made with odds of `e` to the power of twice the first number less the second one. */
function choices(count: number): readonly Choice[] {
  const chance = dice(7);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 4 }, () => [chance.between(0, 1), chance.between(0, 1), chance.between(0, 1)]);
    const odds = rows.map(([one = 0, other = 0]) => Math.exp(2 * one - other));
    const total = odds.reduce((sum, odd) => sum + odd, 0);
    let left = (chance.between(0, 999_999) / 1e6) * total;
    const truth = odds.findIndex((odd) => (left -= odd) < 0);
    return { rows, truth, weight: 1 / count };
  });
}

describe('fitLogit', () => {
  it('finds what the choices were made by, but for the shrinking', () => {
    const [one, other, none] = fitLogit(choices(4_000), { centre: [0, 0, 0], strength: 0.002 });
    expect(one).toBeGreaterThan(1.7);
    expect(one).toBeLessThan(2.1);
    expect(other).toBeCloseTo(-1, 0);
    expect(Math.abs(none!)).toBeLessThan(0.15);
  });

  it('holds to the prior where there is nothing to learn from, and near it where it is strong', () => {
    expect(fitLogit([], { centre: [0, 1, 2], strength: 0.002 })).toEqual([0, 1, 2]);
    const [one] = fitLogit(choices(400), { centre: [0, 0, 0], strength: 100 });
    expect(Math.abs(one!)).toBeLessThan(0.01);
  });
});

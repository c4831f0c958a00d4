import { describe, expect, it } from '@jest/globals';
import { mcnemar } from './mcnemar.js';
import { wilson } from './wilson.js';

describe('wilson', () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval for %d of %d', (successes, of, low, high) => {
    const rate = wilson(successes, of);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });
});

describe('mcnemar', () => {
  it.each([
    [0, 0, 1],
    [0, 5, 2 / 32],
    [1, 5, (2 * (1 + 6)) / 64],
    [2, 8, (2 * (1 + 10 + 45)) / 1024],
    [3, 3, 1],
  ])('is the two-sided binomial tail for %d against %d', (one, other, p) => {
    expect(mcnemar(one, other)).toBeCloseTo(p, 12);
  });

  it('does not underflow for thousands of pairs', () => {
    expect(mcnemar(2000, 2100)).toBeGreaterThan(0.1);
    expect(mcnemar(2000, 2100)).toBeLessThan(0.13);
  });
});

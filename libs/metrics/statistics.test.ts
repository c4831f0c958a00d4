import { describe, expect, it } from '@jest/globals';
import { holm } from './holm.js';
import { mcnemar } from './mcnemar.js';
import { pairedDifference, type ScorePair } from './newcombe.js';
import { tokensMatch } from './token-match.js';
import { wilson } from './wilson.js';

describe('wilson', () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval for %d of %d', (successes, of, low, high) => {
    const rate = wilson(successes / of, of);
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

/** So many pairs of which both, only the first, only the second, or neither is right. */
const pairsOf = (both: number, onlyFirst: number, onlySecond: number, neither: number): readonly ScorePair[] => [
  ...Array.from({ length: both }, (): ScorePair => [1, 1]),
  ...Array.from({ length: onlyFirst }, (): ScorePair => [1, 0]),
  ...Array.from({ length: onlySecond }, (): ScorePair => [0, 1]),
  ...Array.from({ length: neither }, (): ScorePair => [0, 0]),
];

describe('pairedDifference', () => {
  // Fagerland, Lydersen & Laake, Statistical Analysis of Contingency Tables (2017), chapter 8: table of Cavo et al.
  it('gives the published interval', () => {
    const { value, interval } = pairedDifference(pairsOf(59, 6, 16, 80));
    expect(value).toBeCloseTo(-0.0621, 4);
    expect(interval.low).toBeCloseTo(-0.1186, 4);
    expect(interval.high).toBeCloseTo(-0.0046, 4);
  });

  it('stays wide where no pair differs, and ends at 1', () => {
    expect(pairedDifference(pairsOf(5, 0, 0, 0)).interval).toMatchObject({
      low: expect.closeTo(-0.43, 2),
      high: expect.closeTo(0.43, 2),
    });
    const { interval } = pairedDifference(pairsOf(0, 5, 0, 0));
    expect(interval.high).toBe(1);
    expect(interval.low).toBeGreaterThan(0.3);
    expect(interval.low).toBeLessThan(0.5);
  });
});

describe('holm', () => {
  // Holm (1979) by hand: 0.01 x 4, 0.013 x 3 raised to 0.04, 0.03 x 2, 0.04 raised to 0.06.
  it('multiplies by how many are left, and never falls', () => {
    const adjusted = holm([0.04, 0.01, 0.03, 0.013]);
    expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.06, 0.04, 0.06, 0.04]);
  });

  it('leaves one alone, and none', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });
});

describe('tokensMatch', () => {
  it('holds within the tolerance, and not where tokens are not known', () => {
    expect(tokensMatch([{ value: 0.9 }, { value: 1.1 }], 0.1 + 1e-9)).toBe(true);
    expect(tokensMatch([{ value: 1 }, { value: 1.2 }], 0.1)).toBe(false);
    expect(tokensMatch([{ value: 1 }, { reason: 'not reported' }], 0.1)).toBe(false);
  });
});

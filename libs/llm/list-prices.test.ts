import { costOf, PricesSchema } from '#events';
import { describe, expect, it } from '@jest/globals';
import { LIST_PRICES } from './list-prices.js';

describe('LIST_PRICES', () => {
  it('are whole micro-dollars per million tokens', () => {
    expect(PricesSchema.parse(LIST_PRICES)).toEqual(LIST_PRICES);
  });

  it('price fresh, cached and written input and output apart', () => {
    const usage = {
      input: 1_000_000,
      cacheRead: 500_000,
      cacheWrite: 100_000,
      output: 10_000,
      source: 'reported',
    } as const;
    // 0.4 M at $4, 0.5 M at $0.20, 0.1 M at $5, 0.01 M at $20
    expect(costOf(usage, LIST_PRICES['anthropic/claude-opus-5-5'])).toBe(1_600_000 + 100_000 + 500_000 + 200_000);
  });

  it('charge cached input as any other where its price is not listed', () => {
    const usage = { input: 1_000_000, cacheRead: 1_000_000, output: 0, source: 'reported' } as const;
    expect(costOf(usage, LIST_PRICES['google/gemini-3.5-flash'])).toBe(1_500_000);
  });
});

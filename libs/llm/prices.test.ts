import { describe, expect, it } from '@jest/globals';
import { pricesFor } from './prices.js';

describe('pricesFor', () => {
  it('takes what the table has for the models and their fallbacks; the rest stays absent', () => {
    const price = { input: 1_250_000, output: 10_000_000 };
    const models = [
      { provider: 'a', model: 'x', fallbacks: [{ provider: 'b', model: 'y' }] },
      { provider: 'a', model: 'x' },
      { provider: 'a', model: 'unknown' },
    ];
    const table = { 'a/x': price, 'b/y': price, 'c/z': price };
    expect(pricesFor(models, table)).toEqual({ 'a/x': price, 'b/y': price });
  });

  it('finds no price in what every object has', () => {
    expect(pricesFor([{ provider: 'constructor', model: '' }], {})).toEqual({});
  });
});

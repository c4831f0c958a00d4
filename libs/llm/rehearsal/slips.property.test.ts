import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalsOf, numberOf, shownNumber } from './figures.js';
import { contradicted, misread } from './slips.js';

const decimals = fc.integer({ min: 0, max: 4 });
const values = fc
  .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), decimals)
  .map(([n, places]) => shownNumber(n / 10 ** places, places));
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('figures', () => {
  it('are shown so that they read as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), decimals, (n, places) => {
        const number = n / 10 ** places;
        const shown = shownNumber(number, places);
        return numberOf(shown) === Number(number.toFixed(places)) + 0 && decimalsOf(shown) === places;
      }),
    );
  });
});

describe('slips', () => {
  it('always change the value, into another number', () => {
    fc.assert(
      fc.property(values, fc.array(values, { maxLength: 3 }), chances, (value, others, chance) => {
        const wrong = [misread('F1', value, others, () => chance), contradicted('F1', value, () => chance)];
        return wrong.every((slip) => Number.isFinite(numberOf(slip)) && numberOf(slip) !== numberOf(value));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalsOf, numberOf, shownNumber } from './figures.js';
import { contradiction, misreading } from './slips.js';

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

const sightings = (texts: fc.Arbitrary<string>) =>
  fc.record({ value: texts, others: fc.array(texts, { maxLength: 3 }) });
const facts = (texts: fc.Arbitrary<string>) =>
  fc.record({ id: fc.constant('F1'), lookAlikes: fc.array(texts, { maxLength: 3 }) });
const names = fc.stringMatching(/^[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?$/);

describe('slips', () => {
  it('always change the value, a number into another number', () => {
    fc.assert(
      fc.property(sightings(values), chances, (seen, chance) => {
        const fact = { id: 'F1', lookAlikes: [] };
        const wrong = [misreading(fact, seen, () => chance), contradiction(fact, seen.value, () => chance)];
        return wrong.every(({ to }) => Number.isFinite(numberOf(to)) && numberOf(to) !== numberOf(seen.value));
      }),
    );
  });

  it('always change the value, a text into another text, and into a look-alike where there is one', () => {
    fc.assert(
      fc.property(facts(names), sightings(names), chances, (fact, seen, chance) => {
        const wrong = misreading(fact, seen, () => chance);
        const against = contradiction(fact, seen.value, () => chance);
        expect([wrong.to, against.to]).not.toContain(seen.value);
        const lookAlikes = fact.lookAlikes.filter((text) => text !== seen.value);
        if (lookAlikes.length > 0) expect(lookAlikes).toContain(against.to);
      }),
    );
  });

  it.each([
    ['1,500.5', '15.0', 'numerical_drift'],
    ['2 plank -> 1 box', '3 plank -> 1 box', 'numerical_drift'],
    ['Odile Marenne', 'Odo Marin', 'other'],
  ])('of %s into %s are %s', (value, other, mode) => {
    const seen = { value, others: [other] };
    expect(misreading({ id: 'F1', lookAlikes: [] }, seen, () => 0)).toMatchObject({ mode, from: value, to: other });
  });
});

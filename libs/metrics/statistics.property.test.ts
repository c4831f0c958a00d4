import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mcnemar } from './mcnemar.js';
import { wilson } from './wilson.js';

const trials = fc
  .integer({ min: 1, max: 5000 })
  .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
const counts = fc.nat({ max: 3000 });

describe('wilson', () => {
  it('lies within 0 and 1, around the rate', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const { low, value, high } = wilson(successes, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('rises with every further success', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        fc.pre(successes < of);
        const [one, more] = [wilson(successes, of), wilson(successes + 1, of)];
        expect(more.low).toBeGreaterThan(one.low);
        expect(more.high).toBeGreaterThan(one.high);
      }),
    );
  });

  it('narrows with ten times the sample', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const [few, many] = [wilson(successes, of), wilson(10 * successes, 10 * of)];
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  it('mirrors successes and failures', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const [rate, mirrored] = [wilson(successes, of), wilson(of - successes, of)];
        expect(rate.low).toBeCloseTo(1 - mirrored.high, 10);
      }),
    );
  });
});

describe('mcnemar', () => {
  it('does not care which set comes first', () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        expect(mcnemar(one, other)).toBe(mcnemar(other, one));
      }),
    );
  });

  it('is a probability, and 1 for an even split', () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        expect(mcnemar(one, other)).toBeGreaterThanOrEqual(0);
        expect(mcnemar(one, other)).toBeLessThanOrEqual(1);
        expect(mcnemar(one, one)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('falls as a split of equally many pairs gets more uneven', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (fewer, more) => {
        const [small, large] = [fewer, fewer + more + 1];
        expect(mcnemar(small - 1, large + 1)).toBeLessThanOrEqual(mcnemar(small, large));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holm } from './holm.js';
import { mcnemar } from './mcnemar.js';
import { pairedDifference } from './newcombe.js';
import { wilson } from './wilson.js';

const trials = fc
  .integer({ min: 1, max: 5000 })
  .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
const counts = fc.nat({ max: 3000 });

describe('wilson', () => {
  it('lies within 0 and 1, around the rate', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const { low, high } = wilson(successes / of, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(successes / of);
        expect(high).toBeGreaterThanOrEqual(successes / of);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('rises with every further success', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        fc.pre(successes < of);
        const [one, more] = [wilson(successes / of, of), wilson((successes + 1) / of, of)];
        expect(more.low).toBeGreaterThan(one.low);
        expect(more.high).toBeGreaterThan(one.high);
      }),
    );
  });

  it('narrows with ten times the sample', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const [few, many] = [wilson(successes / of, of), wilson(successes / of, 10 * of)];
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  it('mirrors successes and failures', () => {
    fc.assert(
      fc.property(trials, ([successes, of]) => {
        const [rate, mirrored] = [wilson(successes / of, of), wilson(1 - successes / of, of)];
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

const score = fc.constantFrom(0, 1 / 3, 0.5, 2 / 3, 1);
const scorePairs = fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 60 });

describe('pairedDifference', () => {
  it('lies within -1 and 1, around the difference', () => {
    fc.assert(
      fc.property(scorePairs, (pairs) => {
        const { value, interval } = pairedDifference(pairs);
        expect(interval.low).toBeGreaterThanOrEqual(-1);
        expect(interval.low).toBeLessThanOrEqual(value);
        expect(interval.high).toBeGreaterThanOrEqual(value);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.high - interval.low).toBeGreaterThan(0);
      }),
    );
  });

  it('mirrors when the sets change places', () => {
    fc.assert(
      fc.property(scorePairs, (pairs) => {
        const [one, other] = [pairedDifference(pairs), pairedDifference(pairs.map(([a, b]) => [b, a] as const))];
        expect(other.value).toBeCloseTo(-one.value, 10);
        expect(other.interval.low).toBeCloseTo(-one.interval.high, 10);
        expect(other.interval.high).toBeCloseTo(-one.interval.low, 10);
      }),
    );
  });
});

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('holm', () => {
  it('raises p-values up to 1, the smallest by their number, and keeps their order', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const adjusted = holm(values);
        values.forEach((p, at) => {
          expect(adjusted[at]).toBeGreaterThanOrEqual(p);
          expect(adjusted[at]).toBeLessThanOrEqual(1);
          values.forEach((q, other) => {
            if (p < q) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[other]!);
          });
        });
        expect(Math.min(...adjusted)).toBe(Math.min(1, Math.min(...values) * values.length));
      }),
    );
  });

  it('does not care in which order the tests stand', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        expect(holm(values.toReversed())).toEqual(holm(values).toReversed());
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

describe('TokenBucket', () => {
  it('gives a minute at once, and then as it refills', () => {
    const bucket = new TokenBucket(60, 0);
    expect(bucket.take(60, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(1_000);
    expect(bucket.take(1, 0)).toBe(2_000);
    expect(bucket.take(1, 5_000)).toBe(0);
  });

  it('gives what was not used to others', () => {
    const bucket = new TokenBucket(60, 0);
    bucket.take(60, 0);
    bucket.give(30);
    expect(bucket.take(30, 0)).toBe(0);
  });

  it('never lets more begin in a minute than twice its limit, nor out of order', () => {
    const asks = fc.array(
      fc.record({ amount: fc.integer({ min: 1, max: 50 }), after: fc.integer({ min: 0, max: 5_000 }) }),
    );
    fc.assert(
      fc.property(asks, (list) => {
        const bucket = new TokenBucket(100, 0);
        let now = 0;
        const starts = list.map(({ amount, after }) => {
          now += after;
          return { amount, at: now + bucket.take(amount, now) };
        });
        for (const { at } of starts) {
          const within = starts.filter((one) => one.at >= at && one.at < at + 60_000);
          expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(200);
        }
        const order = starts.map(({ at }) => at);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });
});

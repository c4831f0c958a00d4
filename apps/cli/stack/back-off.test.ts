import { describe, expect, it } from '@jest/globals';
import { backOffMs, endsInARow } from './back-off.js';

describe('a process that ends again and again', () => {
  it('is left alone for longer each time, and for half a minute at most', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 2000].map(backOffMs)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('starts soon again once it has lived for a minute', () => {
    expect(endsInARow(0, 10)).toBe(1);
    expect(endsInARow(7, 59_999)).toBe(8);
    expect(endsInARow(7, 60_000)).toBe(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { costOf, isBlobRef, sizeOf, tokensOf } from './values.js';

const price = { input: 150_000, output: 600_000 };

describe('costOf', () => {
  it('is whole micro-dollars, rounded up', () => {
    expect(costOf({ input: 1000, output: 100, source: 'reported' }, price)).toBe(210);
    expect(costOf({ input: 1, output: 0, source: 'reported' }, price)).toBe(1);
    expect(costOf({ input: 0, output: 0, source: 'reported' }, price)).toBe(0);
  });

  it('prices cached input apart, at the input price where there is no other', () => {
    const usage = { input: 1_000_000, output: 0, cacheRead: 400_000, cacheWrite: 100_000, source: 'reported' } as const;
    expect(costOf(usage, price)).toBe(150_000);
    expect(costOf(usage, { ...price, cacheRead: 15_000, cacheWrite: 200_000 })).toBe(75_000 + 6_000 + 20_000);
  });

  it('is unknown without a price or a usage, never 0', () => {
    expect(costOf({ input: 1, output: 1, source: 'reported' }, undefined)).toBeUndefined();
    expect(costOf({ input: 1, source: 'estimated' }, price)).toBeUndefined();
    expect(costOf({ output: 1, source: 'estimated' }, price)).toBeUndefined();
  });
});

describe('tokensOf', () => {
  it('adds what is known', () => {
    expect(tokensOf({ input: 3, output: 4, cacheRead: 2, source: 'reported' })).toBe(7);
    expect(tokensOf({ source: 'unknown' })).toBe(0);
  });
});

describe('content', () => {
  it('is text in place, or a blob of so many bytes', () => {
    const blob = { blob: 'a'.repeat(64), bytes: 20_000, mediaType: 'text/plain' };
    expect([isBlobRef('text'), isBlobRef(blob)]).toEqual([false, true]);
    expect([sizeOf('text'), sizeOf(blob)]).toEqual([4, 20_000]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { isDeeper } from './json-depth.js';

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

describe('isDeeper', () => {
  it.each([
    [1, 0, false],
    ['text', 0, false],
    [null, 0, false],
    [undefined, 0, false],
    [{}, 0, true],
    [{}, 1, false],
    [{ a: [1, { b: 2 }] }, 3, false],
    [{ a: [1, { b: 2 }] }, 2, true],
    [{ shallow: 1, deep: { deeper: {} } }, 2, true],
  ])('%j beyond %i: %s', (value, most, expected) => {
    expect(isDeeper(value, most)).toBe(expected);
  });

  it('needs no stack', () => {
    expect(isDeeper(nested(100_000), 99_999)).toBe(true);
    expect(isDeeper(nested(1000), 1000)).toBe(false);
  });
});

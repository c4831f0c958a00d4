import { describe, expect, it } from '@jest/globals';
import { hashPartition } from './hash-partition.js';

describe('hashPartition', () => {
  // Values of the FNV-1a reference; the file format depends on them.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('is FNV-1a of %j', (key, hash) => {
    expect(hashPartition(key, 2 ** 32)).toBe(hash);
    expect(hashPartition(key, 7)).toBe(hash % 7);
  });
});

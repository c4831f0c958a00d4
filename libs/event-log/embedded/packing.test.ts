import { describe, expect, it } from '@jest/globals';
import { packPlain, packSmall, unpack } from './packing.js';

const LONG = JSON.stringify({ text: 'the quarterly filing, ünïcode and 😀. '.repeat(500) });

describe('packing', () => {
  it.each([
    ['plain', packPlain, LONG],
    ['small', packSmall, LONG],
    ['small, of a short text', packSmall, 'short'],
    ['empty', packSmall, ''],
  ])('gives back what was packed: %s', (_, pack, text) => {
    expect(unpack(pack(text))).toBe(text);
  });

  it('compresses what is long, and leaves alone what is not', () => {
    expect(packSmall(LONG).body.length).toBeLessThan(LONG.length / 10);
    expect(packSmall('short').body.toString()).toBe('short');
  });

  it.each([['plain'], ['small']])('notices any changed byte: %s', (kind) => {
    const packed = kind === 'plain' ? packPlain('any text') : packSmall(LONG);
    for (let at = 0; at < packed.body.length; at++) {
      const body = Buffer.from(packed.body);
      body[at]! ^= 0x10;
      expect(unpack({ ...packed, body })).toBeUndefined();
    }
  });

  it('takes what does not unpack for damaged, whatever its checksum', () => {
    const plain = packPlain('not compressed at all');
    expect(unpack({ ...plain, packing: 1 })).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerKey } from './answer-key.js';

describe('answerKey', () => {
  it.each([
    ['  New   York\n', 'new york'],
    ['"Paris".', 'paris'],
    ['**Paris**', 'paris'],
    ['*"Paris."*', 'paris'],
    ['__`x`__', 'x'],
    ['\u201cParis\u201d', 'paris'],
    ["it's", "it's"],
    ['12.5 million USD.', '12.5 million usd'],
    ['.', '.'],
    ['""', '""'],
  ])('takes what stands around %p off', (answer, key) => {
    expect(answerKey(answer)).toBe(key);
  });

  it.each([
    ['1,234.50', '1234.5'],
    ['**1234.5**.', '1234.5'],
    ['+7', '7'],
    ['-0.0', '0'],
    ['-1,000', '-1000'],
    ['007', '7'],
    ['.5', '0.5'],
    ['42.', '42'],
    ['1,23', '1,23'],
    ['12,345,678', '12345678'],
    ['1.2.3', '1.2.3'],
    ['-', '-'],
  ])('makes %p canonical where it is a number', (answer, key) => {
    expect(answerKey(answer)).toBe(key);
  });

  it('is never empty for an answer that is not blank', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '*', '"', ' ', '1', ',', '-', '_') }), (answer) => {
        expect(answerKey(answer) === '').toBe(answer.trim() === '');
      }),
    );
  });

  it('is the same however a number is decorated', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('**', '"', '`', '_'), fc.nat(3), (number, mark, zeros) => {
        const plain = answerKey(String(number));
        expect(plain).toBe(String(number));
        expect(answerKey(`${mark}${number.toLocaleString('en-US')}${mark}`)).toBe(plain);
        expect(answerKey(`${number}.${'0'.repeat(zeros)}`)).toBe(plain);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { filledIn, plainNumber } from './plain-number.js';

describe('plainNumber', () => {
  it.each([
    ['1,234,567.8', '1234567.8'],
    ['-12.3', '-12.3'],
    ['1234', '1234'],
  ])('reads %j', (shown, number) => {
    expect(plainNumber(shown)).toBe(number);
  });

  it.each(['', '12%', '1,23', '1.', '(12)', 'about 12'])('refuses %j', (shown) => {
    expect(plainNumber(shown)).toBeUndefined();
  });
});

describe('filledIn', () => {
  const numbers = new Map([
    ['F1', '10'],
    ['F2', '-3'],
  ]);

  it('puts every number in parentheses', () => {
    expect(filledIn('{F1} - {F2} / {F1}', (id) => numbers.get(id))).toBe('(10) - (-3) / (10)');
  });

  it('is undefined while a number is missing', () => {
    expect(filledIn('{F1} - {F3}', (id) => numbers.get(id))).toBeUndefined();
  });
});

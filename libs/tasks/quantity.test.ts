import { describe, expect, it } from '@jest/globals';
import { quantitiesIn } from './quantity.js';

const numbersIn = (answer: string): unknown => {
  const quantities = quantitiesIn(answer);
  return typeof quantities === 'string' ? quantities : quantities.map(({ number }) => number);
};

describe('quantitiesIn', () => {
  it.each([
    ['12.3', 12.3],
    ['1,234.5 million USD', 1234.5],
    ['1\u00a0234\u202f567', 1234567],
    ['.5', 0.5],
    ['1.2e3', 1200],
    ['-12.3', -12.3],
    ['\u221212.3 million', -12.3],
    ['\u201312.3', -12.3],
    ['-$12.3', -12.3],
    ['$-12.3', -12.3],
    ['USD -12.3 million', -12.3],
    ['The change was: -12.3.', -12.3],
    ['(12.3)', -12.3],
    ['($1,234.5 million)', -1234.5],
    ['(12.3%)', -12.3],
    ['(1,234.5) million USD', -1234.5],
    ['(-12.3)', -12.3],
    ['**12.3**', 12.3],
    ['12.3 [F12]', 12.3],
    ['42%', 42],
  ])('reads %j as %d', (answer, number) => {
    expect(numbersIn(answer)).toEqual([number]);
  });

  it('finds every number of a sentence, but not the digits of ids', () => {
    expect(numbersIn('F12 rose by 12.3 from 2021 to 2022, in Q3')).toEqual([12.3, 2021, 2022]);
  });

  it('takes a hyphen between two numbers for a range', () => {
    expect(numbersIn('10-20')).toEqual([10, 20]);
  });

  it.each(['1.234,5', '1,2345', '12.30.5', '1,23'])('refuses %j, which can be read in two ways', (answer) => {
    expect(numbersIn(answer)).toMatch(/is no number/);
  });

  it('refuses a dash that stands apart', () => {
    expect(numbersIn('Answer - 12.3')).toMatch(/may be a minus or not/);
  });

  it.each([
    ['1,234.5 million USD', { scale: 1e6, measure: 'USD' }],
    ['$12.3M', { scale: 1e6, measure: 'USD' }],
    ['EUR 12.3 thousand', { scale: 1e3, measure: 'EUR' }],
    ['12.3 percentage points', { measure: 'percent' }],
    ['12.3 million of whatever', { scale: 1e6 }],
    ['12.3 apples, worth millions', {}],
  ])('reads the unit beside the number in %j', (answer, unit) => {
    expect(quantitiesIn(answer)).toMatchObject([{ unit }]);
    expect(quantitiesIn(answer)).toEqual([{ number: expect.any(Number), unit }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { withDigits } from './number-words.js';
import { quantitiesIn, sameNumber } from './numbers.js';
import { areOpposites, hasOpposite } from './opposites.js';
import { propositionOf } from './propositions.js';
import { isStated, sentencesOf } from './sentences.js';
import { coverage, similarity, wordsOfField } from './words.js';

describe('quantitiesIn', () => {
  it('reads amounts, shares and thousands', () => {
    expect(quantitiesIn('$1,234.50, -3 and 12.5%').map(({ value, unit }) => [value, unit])).toEqual([
      [1234.5, '$'],
      [-3, ''],
      [12.5, '%'],
    ]);
    expect(quantitiesIn('{"price":54.84}')[0]?.value).toBe(54.84);
  });

  it.each(['#W123', 'v1.2.3', '2026-11-03', '12:30', 'room12', 'a 15-inch screen', '3/4'])(
    'reads no number in %p',
    (text) => {
      expect(quantitiesIn(text)).toEqual([]);
    },
  );

  it('compares as far as was rounded', () => {
    expect([sameNumber(0.333, 1 / 3, 3), sameNumber(0.34, 1 / 3, 2), sameNumber(0.3, 0.4, 1)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('sentences', () => {
  it('are lines and sentences without marks', () => {
    expect(sentencesOf('1. **One** is here. Two is there!\n\n- three')).toEqual([
      'One is here.',
      'Two is there!',
      'three',
    ]);
  });

  it('are stated or not', () => {
    expect(isStated('It is here.')).toBe(true);
    expect(['Is it here?', 'It may be here.', 'If it is here, go.', 'Please come.'].map(isStated)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('words', () => {
  it('are compared as sets', () => {
    expect(coverage(['a', 'b'], new Set(['a']))).toBe(0.5);
    expect(coverage([], new Set())).toBe(0);
    expect([similarity(new Set(['a', 'b']), new Set(['b', 'c'])), similarity(new Set(), new Set())]).toEqual([
      1 / 3,
      0,
    ]);
    expect([wordsOfField('tracking_id'), wordsOfField('trackingId')]).toEqual([
      ['tracking', 'id'],
      ['tracking', 'id'],
    ]);
  });

  it('have opposites', () => {
    expect([
      areOpposites('open', 'close'),
      areOpposites('available', 'unavailable'),
      areOpposites('open', 'green'),
    ]).toEqual([true, true, false]);
    expect([hasOpposite('opened'), hasOpposite('harbour')]).toEqual([true, false]);
  });

  it('are numbers too', () => {
    expect(withDigits('There are twenty-one lamps.')).toBe('There are 21 lamps.');
    expect(withDigits('There are lamps.')).toBe('There are lamps.');
  });
});

describe('propositionOf', () => {
  it('strips inflections and keeps the negation apart', () => {
    const [one, other] = [
      propositionOf('The order includes a lamp.'),
      propositionOf('The order does not include a lamp.'),
    ];
    expect(one.lemmas).toEqual(other.lemmas);
    expect([one.isNegated, other.isNegated]).toEqual([false, true]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { diceOf } from '../dice.js';
import { dateSpellings, drawDate, drawEntryDates, ordinalOf, yearOf } from './calendar.js';

describe('dates', () => {
  it('are ordered by their ordinals', () => {
    const dates = [
      '28 December 1810',
      '1 January 1811',
      '2 January 1811',
      '1 February 1811',
      '12 March 1811',
      '1 March 1812',
    ];
    const ordinals = dates.map((date) => ordinalOf(date) ?? 0);
    expect(ordinals).toEqual(ordinals.toSorted((one, other) => one - other));
    expect(new Set(ordinals).size).toBe(dates.length);
  });

  it.each(['', 'Great Torvik', '12 Brumaire 1811', '1811', '12 March'])('do not include %j', (text) => {
    expect(ordinalOf(text)).toBeUndefined();
    expect(dateSpellings(text)).toEqual([text]);
  });

  it('are drawn in the form that is read', () => {
    const dice = diceOf('dates');
    for (const year of [1290, 1805]) {
      const date = drawDate(dice, year);
      expect(ordinalOf(date)).toBeGreaterThan(0);
      expect(yearOf(date)).toBe(year);
    }
  });

  it('may be written in other forms', () => {
    expect(dateSpellings('5 March 1811')).toEqual(['5 March 1811', 'March 5, 1811', '1811-03-05']);
  });
});

describe('the days of entries', () => {
  it('are different days as text, which sorts as they do', () => {
    const days = drawEntryDates(diceOf('days'), 40);
    expect(new Set(days.map((day) => day.slice(0, 7))).size).toBe(40);
    expect(days.filter((day) => Number.isNaN(Date.parse(day)) || !/^19\d\d-\d\d-\d\d$/.test(day))).toEqual([]);
  });
});

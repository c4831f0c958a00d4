import type { Dice } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';

const MONTHS: NonEmpty<string> = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
]; // prettier-ignore

/** A day of the year, as entries write it: `12 March 1811`. */
export const drawDate = (dice: Dice, year: number): string => `${dice.between(1, 28)} ${dice.pick(MONTHS)} ${year}`;

interface Day {
  readonly year: string;
  /** From 1. */
  readonly month: number;
  readonly day: string;
}

function dayIn(text: string): Day | undefined {
  const [, day = '', name = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  return month === 0 ? undefined : { year, month, day };
}

/** A number that is greater for a later day; undefined for what is no date. */
export function ordinalOf(text: string): number | undefined {
  const date = dayIn(text);
  return date && (Number(date.year) * 12 + date.month) * 31 + Number(date.day);
}

/** The year of a date that `drawDate` has drawn. */
export const yearOf = (text: string): number => Number(text.slice(-4));

/** The same date in other forms that people write. */
export function dateSpellings(text: string): readonly string[] {
  const date = dayIn(text);
  if (date === undefined) return [text];
  const { year, month, day } = date;
  const name = MONTHS[month - 1] ?? '';
  return [text, `${name} ${day}, ${year}`, `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`];
}

const FIRST_YEAR = 1921;
const YEARS = 18;

/** As many days on which entries were written, no two in the same month, in random order: `1931-04-02`. */
export function drawEntryDates(dice: Dice, count: number): readonly string[] {
  const months = Array.from({ length: YEARS * MONTHS.length }, (_, month) => month);
  return dice
    .shuffled(months)
    .slice(0, count)
    .map((month) => {
      const year = FIRST_YEAR + Math.floor(month / MONTHS.length);
      return [year, (month % MONTHS.length) + 1, dice.between(1, 28)]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    });
}

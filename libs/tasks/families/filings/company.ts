import type { Dice } from '../dice.js';
import type { Currency } from './figure.js';
import type { Item, Statement } from './items.js';
import { INDUSTRIES, NAMES, SUFFIXES, type Industry } from './wording.js';

export interface Company {
  readonly name: string;
  /** For ids: lower-case letters, digits, hyphens. */
  readonly slug: string;
  readonly industry: Industry;
  readonly currency: Currency;
}

/** Two companies whose names are alike; they report in different currencies. */
export function drawCompanies(dice: Dice): readonly [Company, Company] {
  const first = dice.pick(NAMES);
  const [one, other] = twoOf(dice, SUFFIXES);
  const [home, abroad] = twoOf<Currency>(dice, ['USD', 'EUR']);
  const industry = dice.pick(INDUSTRIES);
  return [companyOf(`${first} ${one}`, industry, home), companyOf(`${first} ${other}`, industry, abroad)];
}

function twoOf<T>(dice: Dice, options: readonly [T, T, ...T[]]): readonly [T, T] {
  const [one = options[0], other = options[1]] = dice.shuffled(options);
  return [one, other];
}

const companyOf = (name: string, industry: Industry, currency: Currency): Company => ({
  name,
  slug: name.toLowerCase().replaceAll(' ', '-'),
  industry,
  currency,
});

/** The item in the company's own words. */
export function wordsFor(item: Item, company: Company): string {
  const [first, second, third] = company.industry.segments;
  switch (item) {
    case 'first segment':
      return `revenue of the ${first} segment`;
    case 'second segment':
      return `revenue of the ${second} segment`;
    case 'third segment':
      return `revenue of the ${third} segment`;
    default:
      return item;
  }
}

/** A first year's revenue, in thousands. */
export const drawRevenue = (dice: Dice): number => dice.between(180_000, 6_000_000);

/** A year's items in thousands of the company's currency; segments sum to revenue. */
export function drawBooks(dice: Dice, revenue: number): Statement<number> {
  const share = (of: number, low: number, high: number): number => Math.round((of * dice.between(low, high)) / 10_000);
  const operating = share(revenue, 500, 2200);
  const first = share(revenue, 2500, 4500);
  const second = share(revenue, 1500, 3500);
  return {
    revenue,
    'operating income': operating,
    'net income': dice.between(1, 8) === 1 ? -share(operating, 500, 4000) : share(operating, 4500, 8500),
    'research and development expense': share(revenue, 300, 1200),
    'capital expenditure': share(revenue, 200, 900),
    'total debt': share(revenue, 3000, 8000),
    'cash and equivalents': share(revenue, 500, 2500),
    'first segment': first,
    'second segment': second,
    'third segment': revenue - first - second,
  };
}

/** Next year's revenue: 4 to 19 percent more, or less one time in three. */
export const grown = (dice: Dice, revenue: number): number =>
  Math.round((revenue * (1000 + dice.pick([-1, 1, 1]) * dice.between(40, 190))) / 1000);

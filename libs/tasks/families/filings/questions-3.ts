import { derived, fact, millions, minus, percentOf, step } from './expression.js';
import { INCOME, SPENDING, type Item } from './items.js';
import { converted, otherCurrency, sumOver, type Template } from './question.js';

const convertedTotal: Template = {
  level: 3,
  years: 3,
  rival: false,
  rates: true,
  corrects: [...INCOME, ...SPENDING],
  name: 'converted-total',
  pose({ subject, years }, dice) {
    const item = dice.pick<Item>([...INCOME, ...SPENDING]);
    const currency = otherCurrency(subject.currency);
    const last = years.at(-1) ?? years[0];
    const inYear = sumOver(years, ({ own, rate }) => step(converted(own[item], subject.currency, fact(rate))));
    return {
      text: `What was the ${item} of ${subject.name} in the years ${years[0].year} to ${last.year} together, in million ${currency}, each year converted at its average exchange rate?`,
      unit: `million ${currency}`,
      answer: derived(inYear, 1),
    };
  },
};

const companyGap: Template = {
  level: 3,
  years: 2,
  rival: true,
  rates: true,
  corrects: INCOME,
  name: 'company-gap',
  pose({ subject, rival, years }, dice) {
    const item = dice.pick<Item>(INCOME);
    const last = years.at(-1) ?? years[0];
    const mine = step(sumOver(years, ({ own, rate }) => converted(own[item], subject.currency, fact(rate))));
    const theirs = step(sumOver(years, (year) => millions(year.theirs[item])));
    return {
      text: `By how many million ${rival.currency} was the ${item} of ${subject.name} in the years ${years[0].year} and ${last.year} together above that of ${rival.name}, with each year of ${subject.name} converted at its average exchange rate? Below counts as negative.`,
      unit: `million ${rival.currency}`,
      answer: derived(minus(mine, theirs), 1),
    };
  },
};

const intensity: Template = {
  level: 3,
  years: 3,
  rival: false,
  rates: false,
  corrects: ['revenue', 'operating income', ...SPENDING],
  name: 'intensity',
  pose({ subject, years }, dice) {
    const item = dice.pick<Item>(['operating income', ...SPENDING]);
    const last = years.at(-1) ?? years[0];
    const part = step(sumOver(years, ({ own }) => millions(own[item])));
    const whole = step(sumOver(years, ({ own }) => millions(own.revenue)));
    return {
      text: `What share of its revenue was the ${item} of ${subject.name} over the years ${years[0].year} to ${last.year} taken together, in percent?`,
      unit: 'percent',
      answer: derived(percentOf(part, whole), 2),
    };
  },
};

/** Six facts in up to eight documents: figures restated twice, mixed units, two currencies. */
export const LEVEL_3 = [convertedTotal, companyGap, intensity] as const;

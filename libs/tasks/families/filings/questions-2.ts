import { derived, millions, minus, percentOf, plus, step, type Expression } from './expression.js';
import type { Figure } from './figure.js';
import { INCOME, SEGMENTS, SPENDING, type Item, type Statement } from './items.js';
import { wordsFor } from './company.js';
import { sumOver, type Template } from './question.js';

const RESTATED = { level: 2, years: 2, rival: false, rates: false } as const;

const marginOf = (statement: Statement<Figure>, item: Item): Expression =>
  step(percentOf(millions(statement[item]), millions(statement.revenue)));

const marginChange: Template = {
  ...RESTATED,
  name: 'margin-change',
  corrects: ['revenue', 'operating income', 'net income'],
  pose({ subject, years: [earlier, later = earlier] }, dice) {
    const item = dice.pick<Item>(['operating income', 'net income']);
    return {
      text: `By how many percentage points did the share of ${item} in revenue of ${subject.name} change from ${earlier.year} to ${later.year}?`,
      unit: 'percent',
      answer: derived(minus(marginOf(later.own, item), marginOf(earlier.own, item)), 2),
    };
  },
};

const segmentShare: Template = {
  ...RESTATED,
  name: 'segment-share',
  corrects: ['revenue', ...SEGMENTS],
  pose({ subject, years }, dice) {
    const { year, own } = dice.pick(years);
    const [one = SEGMENTS[0], other = SEGMENTS[1]] = dice.shuffled(SEGMENTS);
    const both = step(plus(millions(own[one]), millions(own[other])));
    return {
      text: `What share of revenue of ${subject.name} in ${year} did the ${wordsFor(one, subject)} and the ${wordsFor(other, subject)} have together, in percent?`,
      unit: 'percent',
      answer: derived(percentOf(both, millions(own.revenue)), 2),
    };
  },
};

const threeYears: Template = {
  ...RESTATED,
  name: 'three-years',
  years: 3,
  corrects: [...INCOME, ...SPENDING],
  pose({ subject, years }, dice) {
    const item = dice.pick<Item>([...INCOME, ...SPENDING]);
    const last = years.at(-1) ?? years[0];
    return {
      text: `What was the ${item} of ${subject.name} in the years ${years[0].year} to ${last.year} together, in million ${subject.currency}?`,
      unit: `million ${subject.currency}`,
      answer: derived(
        sumOver(years, ({ own }) => millions(own[item])),
        1,
      ),
    };
  },
};

const netDebtChange: Template = {
  ...RESTATED,
  name: 'net-debt-change',
  corrects: ['total debt', 'cash and equivalents'],
  pose({ subject, years: [earlier, later = earlier] }) {
    const net = (own: Statement<Figure>): Expression =>
      step(minus(millions(own['total debt']), millions(own['cash and equivalents'])));
    return {
      text: `By how many million ${subject.currency} did the net debt (total debt less cash and equivalents) of ${subject.name} change from ${earlier.year} to ${later.year}?`,
      unit: `million ${subject.currency}`,
      answer: derived(minus(net(later.own), net(earlier.own)), 1),
    };
  },
};

/** Three or four facts, some restated, in mixed units. */
export const LEVEL_2 = [marginChange, segmentShare, threeYears, netDebtChange] as const;

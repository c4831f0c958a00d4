import { derived, millions, minus, percentOf, plus } from './expression.js';
import { INCOME, SPENDING, type Item } from './items.js';
import type { Template } from './question.js';

const PLAIN = { level: 1, years: 2, rival: false, rates: false, corrects: [] } as const;

const change: Template = {
  ...PLAIN,
  name: 'change',
  pose({ subject, years: [earlier, later = earlier] }, dice) {
    const item = dice.pick<Item>([...INCOME, ...SPENDING]);
    return {
      text: `By how many million ${subject.currency} did the ${item} of ${subject.name} change from ${earlier.year} to ${later.year}?`,
      unit: `million ${subject.currency}`,
      answer: derived(minus(millions(later.own[item]), millions(earlier.own[item])), 1),
    };
  },
};

const growth: Template = {
  ...PLAIN,
  name: 'growth',
  pose({ subject, years: [earlier, later = earlier] }, dice) {
    const item = dice.pick<Item>(['revenue', 'total debt', ...SPENDING]);
    const [before, after] = [millions(earlier.own[item]), millions(later.own[item])];
    return {
      text: `By what percentage did the ${item} of ${subject.name} change from ${earlier.year} to ${later.year}?`,
      unit: 'percent',
      answer: derived(percentOf(minus(after, before), before), 1),
    };
  },
};

const ratio: Template = {
  ...PLAIN,
  name: 'ratio',
  pose({ subject, years }, dice) {
    const { year, own } = dice.pick(years);
    const item = dice.pick<Item>(['operating income', 'net income', ...SPENDING]);
    return {
      text: `What share of its revenue in ${year} was the ${item} of ${subject.name}, in percent?`,
      unit: 'percent',
      answer: derived(percentOf(millions(own[item]), millions(own.revenue)), 2),
    };
  },
};

const total: Template = {
  ...PLAIN,
  name: 'total',
  pose({ subject, years: [earlier, later = earlier] }, dice) {
    const item = dice.pick<Item>([...INCOME, ...SPENDING]);
    return {
      text: `What was the ${item} of ${subject.name} in ${earlier.year} and ${later.year} together, in million ${subject.currency}?`,
      unit: `million ${subject.currency}`,
      answer: derived(plus(millions(earlier.own[item]), millions(later.own[item])), 1),
    };
  },
};

/** Two facts as they were first reported. */
export const LEVEL_1 = [change, growth, ratio, total] as const;

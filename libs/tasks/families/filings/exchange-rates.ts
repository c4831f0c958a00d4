import type { Dice } from '../dice.js';
import { table, type Figure, type Filing } from './figure.js';
import { each, type NonEmpty } from '../non-empty.js';

const ID = 'exchange-rates';

/** USD for one EUR, on the average of a year or at its end. */
export function drawRate(item: 'average exchange rate' | 'year-end exchange rate', year: number, dice: Dice): Figure {
  const amount = dice.between(10_400, 12_200) / 10_000;
  return {
    key: `${ID}:${item.replaceAll(' ', '-')}-${year}`,
    documentId: ID,
    company: '',
    item,
    period: String(year),
    text: amount.toFixed(4),
    amount,
    query: 'reference exchange rates EUR USD',
    question: `How many USD was one EUR worth in ${year}, as the ${item}?`,
  };
}

/** The average rates, and year-end rates that no question asks for. */
export function exchangeRates(averages: NonEmpty<Figure>, dice: Dice): Filing {
  const closings = each(averages, ({ period }) => drawRate('year-end exchange rate', Number(period), dice));
  const rows = (figures: readonly Figure[]): string =>
    table(
      ['Year', 'USD for one EUR'],
      figures.map((figure) => [figure, figure.period]),
    );
  const title = 'Reference exchange rates EUR USD';
  const text = [
    `# ${title}`,
    'Published by the statistics office. Average rates serve for items of the income statement and for spending of a year; year-end rates are given for information.',
    `## Average exchange rate\n\n${rows(averages)}`,
    `## Year-end exchange rate\n\n${rows(closings)}`,
    'A rate above one means that one EUR buys more than one USD. To turn EUR into USD multiply by the rate, to turn USD into EUR divide by it.',
  ];
  return { id: ID, title, text: `${text.join('\n\n')}\n`, figures: [...averages, ...closings] };
}

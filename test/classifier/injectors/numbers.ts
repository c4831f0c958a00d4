import { isTool, saidIn, sourcesBefore, withMore, withText, type Injector } from './injector.js';
import { textOf, type Transcript } from '../message.js';

const AMOUNT = /\d[\d,]*\.\d+/g;
const FACTORS = [0.8, 1.1, 1.25, 1.4];

/** A quoted amount is changed away from its source, in one message only. */
export const alteredAmount: Injector = {
  name: 'altered-amount',
  mode: 'numerical_drift',
  plant: (transcript, pick) => {
    const sites = saidIn(transcript).flatMap(({ at, text }) => {
      const sources = sourcesBefore(transcript, at);
      return [...text.matchAll(AMOUNT)].flatMap(([amount]) =>
        isQuoted(sources, amount) ? [{ at, text, amount }] : [],
      );
    });
    const [site, factor] = [pick(sites), pick(FACTORS)];
    if (site === undefined || factor === undefined) return undefined;
    return withText(transcript, site.at, site.text.split(site.amount).join(scaled(site.amount, factor)));
  },
};

const isQuoted = (sources: string, amount: string): boolean =>
  sources.includes(amount) ||
  sources.includes(amount.replace(/,/g, '')) ||
  sources.includes(String(Number(amount.replace(/,/g, ''))));

function scaled(amount: string, factor: number): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const value = Number(amount.replace(/,/g, '')) * factor;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: amount.includes(','),
  });
}

/** A calculation with a wrong result is added to a message that quotes two amounts. */
export const wrongSum: Injector = {
  name: 'wrong-sum',
  mode: 'numerical_drift',
  plant: (transcript, pick) => {
    const site = pick(saidIn(transcript).filter(({ text }) => new Set(text.match(AMOUNT)).size >= 2));
    const factor = pick(FACTORS);
    const [one, other] = [...new Set(site?.text.match(AMOUNT))];
    if (site === undefined || one === undefined || other === undefined || factor === undefined) return undefined;
    const sum = Number(one.replace(/,/g, '')) + Number(other.replace(/,/g, ''));
    return withMore(transcript, site, `Together that is ${one} + ${other} = ${(sum * factor).toFixed(2)}.`);
  },
};

/** A list that a tool has just given is counted wrongly. */
export const miscount: Injector = {
  name: 'miscount',
  mode: 'numerical_drift',
  plant: (transcript, pick) => {
    const said = saidIn(transcript);
    const sites = listsIn(transcript).flatMap(({ at, name, length }) => {
      const site = said.find((one) => one.at === at + 1);
      return site === undefined ? [] : [{ site, name, length }];
    });
    const found = pick(sites);
    const off = pick([-2, -1, 1, 2, 3]);
    if (found === undefined || off === undefined) return undefined;
    return withMore(transcript, found.site, `In all there are ${found.length + off} variants of the ${found.name}.`);
  },
};

function listsIn({
  history,
}: Transcript): readonly { readonly at: number; readonly name: string; readonly length: number }[] {
  return history.flatMap((message, at) => {
    if (!isTool(message)) return [];
    const [, name] = /"name": "([^"]+)"/.exec(textOf(message)) ?? [];
    const length = textOf(message).match(/"item_id":/g)?.length ?? 0;
    return name !== undefined && length >= 4 && textOf(message).includes('"variants"') ? [{ at, name, length }] : [];
  });
}

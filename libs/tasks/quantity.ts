import { leadingUnit, type Unit } from './unit.js';

/** A number in a text, with the unit words beside it. */
export interface Quantity {
  readonly number: number;
  readonly unit: Unit;
}

/** Starts of numbers that are not part of a word or an id, as far as digits and separators go. */
const TOKEN = /(?<![\p{L}\p{N}_])\.?\d(?:[\d.,]*\d)?(?:e[+-]?\d+)?/giu;
const WELL_FORMED = /^(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const CURRENCY = String.raw`(?:[$€£]|\b(?:USD|EUR|GBP))`;
const MINUS_BEFORE = new RegExp(String.raw`(?:^|[^\p{L}\p{N}])-(?:${CURRENCY}\s?)?$`, 'iu');
const DASH_BEFORE = /-\s+$/;
const OPEN_BEFORE = new RegExp(String.raw`\(\s*(?:${CURRENCY}\s?)?$`, 'iu');
const CLOSE_AFTER = /^[\s%]*(?:\p{L}+\s?){0,2}\)/u;
const CURRENCY_BEFORE = new RegExp(String.raw`(${CURRENCY})\s?-?$`, 'iu');

/**
 * Every number of an answer: with thousands commas or non-breaking spaces, a minus of any form, or in accountants'
 * parentheses. A text comes back where one of them can be read in two ways.
 */
export function quantitiesIn(answer: string): readonly Quantity[] | string {
  const text = answer
    .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, '')
    .normalize('NFKC')
    .replace(/[\u2012\u2013\u2212]/g, '-');
  const quantities: Quantity[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const before = text.slice(0, index);
    if (!WELL_FORMED.test(token)) return `"${token}" is no number with a decimal point and thousands commas`;
    if (DASH_BEFORE.test(before)) return `the dash before "${token}" may be a minus or not`;
    quantities.push(quantityOf(before, token, text.slice(index + token.length)));
  }
  return quantities;
}

function quantityOf(before: string, token: string, after: string): Quantity {
  const negative = MINUS_BEFORE.test(before) || (OPEN_BEFORE.test(before) && CLOSE_AFTER.test(after));
  const size = Number(token.replaceAll(',', ''));
  const currency = CURRENCY_BEFORE.exec(before)?.[1] ?? '';
  return {
    number: negative ? -size : size,
    unit: { ...leadingUnit(currency), ...leadingUnit(after.replace(/^\)/, '')) },
  };
}

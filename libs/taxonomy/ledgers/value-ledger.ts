import { quantitiesIn, sameNumber, type Quantity } from '../language/numbers.js';
import { plain } from '../language/sentences.js';
import type { Entry, Narrative } from '../narrative/narrative.js';

/** A number with what it is called. */
interface LabelledValue {
  readonly label: string;
  readonly quantity: Quantity;
  readonly entry: Entry;
  readonly line: string;
}

/** Which numbers were known when, and what they were called. */
export interface ValueLedger {
  readonly labelled: readonly LabelledValue[];
  /** The number stood in an earlier entry. */
  readonly isKnown: (value: number, before: number) => boolean;
  /**
   * It is a sum, difference, product or quotient of two numbers that were known, or a sum of a message's own; taken for one
   * where so many were known that nearly anything is.
   */
  readonly isDerived: (quantity: Quantity, entry: Entry) => boolean;
}

export function valueLedgerOf({ entries }: Narrative): ValueLedger {
  const first = new Map<string, number>();
  for (const { text, at } of entries) {
    for (const { value } of quantitiesIn(text)) if (!first.has(keyOf(value))) first.set(keyOf(value), at);
  }
  const isKnown = (value: number, before: number) => (first.get(keyOf(value)) ?? Infinity) < before;
  return {
    labelled: entries.flatMap(labelledIn),
    isKnown,
    isDerived: (quantity, entry) => isSumOf(quantity, entry) || isCombined(quantity, entry, first),
  };
}

const keyOf = (value: number): string => Math.abs(value).toFixed(2);

/** Two of more numbers give nearly any amount, and trying all of them for each would take too long. */
const MOST_OPERANDS = 600;

function isCombined(quantity: Quantity, entry: Entry, first: ReadonlyMap<string, number>): boolean {
  const target = Math.abs(quantity.value);
  const own = new Set(quantitiesIn(entry.text).map(({ value }) => keyOf(value)));
  own.delete(keyOf(target));
  const isAtHand = (value: number): boolean => {
    const key = keyOf(value);
    return own.has(key) || (first.get(key) ?? Infinity) < entry.at;
  };
  const operands = [...first].filter(([key, at]) => at < entry.at || own.has(key));
  if (operands.length > MOST_OPERANDS) return true;
  return operands.some(([key]) => {
    const operand = Number(key);
    if (operand === 0 || operand === target) return false;
    const partners = [target - operand, target + operand, operand - target, operand / target];
    return partners.some(isAtHand) || isSmallMultiple(target / operand) || isSmallMultiple(operand / target);
  });
}

const isSmallMultiple = (factor: number): boolean =>
  factor >= 2 && factor <= 12 && sameNumber(factor, Math.round(factor), 4);

const MOST_TERMS = 60;

/** A sum of other numbers that stand next to each other in the same text. */
function isSumOf(quantity: Quantity, { text }: Entry): boolean {
  const others = quantitiesIn(text)
    .filter(({ value, unit }) => value !== quantity.value && unit === quantity.unit)
    .slice(0, MOST_TERMS);
  return others.some((_, from) => {
    let sum = 0;
    return others.slice(from).some(({ value }) => {
      sum += Math.abs(value);
      return sameNumber(sum, Math.abs(quantity.value), quantity.decimals);
    });
  });
}

const LINE = /^\s*([A-Za-z][\w ()'/&-]{5,60}?)\s*(?::|=)\s*(.{1,24})$/;

/** Lines `label: number`. */
function labelledIn(entry: Entry): readonly LabelledValue[] {
  return entry.text.split('\n').flatMap((raw) => {
    const line = plain(raw);
    const [, label = '', value = ''] = LINE.exec(line) ?? [];
    const quantities = quantitiesIn(value);
    const [quantity] = quantities;
    if (quantity === undefined || quantities.length > 1) return [];
    return [{ label: label.toLowerCase().trim(), quantity, entry, line }];
  });
}

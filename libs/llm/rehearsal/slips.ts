import { pick, type Chance } from './chance.js';
import { decimalsOf, numberOf, shownNumber } from './figures.js';

/** An error that the rehearsed agent made on purpose: the fact, what stood there, and what it made of it. */
export interface Slip {
  readonly mode: 'numerical_drift' | 'context_omission' | 'logical_contradiction' | 'coordination_failure';
  readonly fact: string;
  readonly from?: string;
  readonly to?: string;
}

/** A wrong reading: a neighbour in the row, a unit slip, or two digits exchanged. */
export function misread(id: string, value: string, others: readonly string[], chance: Chance): string {
  const neighbours = others.filter((other) => other !== value && Number.isFinite(numberOf(other)));
  const number = numberOf(value);
  const decimals = decimalsOf(value);
  const slips = [shownNumber(number * 1000, decimals), shownNumber(number / 1000, decimals + 3), exchanged(value)];
  const wrong = [...neighbours, ...slips].filter((slip) => numberOf(slip) !== number);
  return pick(wrong, chance('misread', id)) ?? shownNumber(number + 1, decimals);
}

function exchanged(value: string): string {
  return value.replace(/(\d)((?!\1)\d)/, '$2$1');
}

/** A statement against an earlier one: the opposite sign, or another size. */
export function contradicted(id: string, value: string, chance: Chance): string {
  const number = numberOf(value);
  const decimals = decimalsOf(value);
  const [less, more] = [shownNumber(number * 0.9, decimals), shownNumber(number * 1.1, decimals)];
  const against = [shownNumber(-number, decimals), less, more].filter((other) => numberOf(other) !== number);
  return pick(against, chance('contradict', id)) ?? shownNumber(number + 1, decimals);
}

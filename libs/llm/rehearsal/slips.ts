import type { PlannedFact } from '#tasks';
import { pick, type Chance } from './chance.js';
import { decimalsOf, numberOf, shownNumber } from './figures.js';

/** An error that the rehearsed agent made on purpose: the fact, what stood there, and what it made of it. */
export interface Slip {
  /** A failure mode of the taxonomy; `other` where one name was taken for another. */
  readonly mode: 'numerical_drift' | 'context_omission' | 'logical_contradiction' | 'coordination_failure' | 'other';
  readonly fact: string;
  readonly from?: string;
  readonly to?: string;
}

/** A value as it stands before a reader, with what stands beside it. */
export interface Sighting {
  readonly value: string;
  readonly others: readonly string[];
}
/** One that put another value in the place of the right one. */
export type Mistake = Slip & { readonly to: string };
type Mistakable = Pick<PlannedFact, 'id' | 'lookAlikes'>;

/** A wrong reading, for a number another number, for a text another text. */
export function misreading(fact: Mistakable, seen: Sighting, chance: Chance): Mistake {
  const to = isNumber(seen.value) ? misreadNumber(fact.id, seen, chance) : misreadText(fact, seen, chance);
  const isDrift = wordsOf(seen.value) === wordsOf(to);
  return { mode: isDrift ? 'numerical_drift' : 'other', fact: fact.id, from: seen.value, to };
}

const isNumber = (value: string): boolean => Number.isFinite(numberOf(value));
const wordsOf = (value: string): string => value.replace(/[\d.,-]/g, '');

/** A neighbour in the row, a unit slip, or two digits exchanged. */
function misreadNumber(id: string, { value, others }: Sighting, chance: Chance): string {
  const neighbours = others.filter((other) => other !== value && isNumber(other));
  const number = numberOf(value);
  const decimals = decimalsOf(value);
  const slips = [shownNumber(number * 1000, decimals), shownNumber(number / 1000, decimals + 3), exchanged(value)];
  const wrong = [...neighbours, ...slips].filter((slip) => numberOf(slip) !== number);
  return pick(wrong, chance('misread', id)) ?? shownNumber(number + 1, decimals);
}

function exchanged(value: string): string {
  return value.replace(/(\d)((?!\1)\d)/, '$2$1');
}

/** A look-alike or a neighbour on the line. */
function misreadText({ id, lookAlikes }: Mistakable, { value, others }: Sighting, chance: Chance): string {
  const wrong = [...lookAlikes, ...others].filter((other) => other !== value);
  return pick(wrong, chance('misread', id)) ?? negated(value);
}

/** A statement against an earlier one. */
export function contradiction(fact: Mistakable, value: string, chance: Chance): Mistake {
  const to = isNumber(value) ? contradictNumber(fact.id, value, chance) : contradictText(fact, value, chance);
  return { mode: 'logical_contradiction', fact: fact.id, from: value, to };
}

/** The opposite sign, or another size. */
function contradictNumber(id: string, value: string, chance: Chance): string {
  const number = numberOf(value);
  const decimals = decimalsOf(value);
  const others = [-number, number * 0.9, number * 1.1].map((other) => shownNumber(other, decimals));
  const against = others.filter((other) => numberOf(other) !== number);
  return pick(against, chance('contradict', id)) ?? shownNumber(number + 1, decimals);
}

function contradictText({ id, lookAlikes }: Mistakable, value: string, chance: Chance): string {
  const against = lookAlikes.filter((other) => other !== value);
  return pick(against, chance('contradict', id)) ?? negated(value);
}

const negated = (value: string): string => `not ${value}`;

import { NEGATED_WORDS } from './negated-words.js';
import { OPPOSITE_WORDS } from './opposite-words.js';

const PREFIX = /^(?:un|in|im|il|ir|dis|non)/;

const pairs: readonly (readonly string[])[] = [
  ...OPPOSITE_WORDS.trim()
    .split(/\s+/)
    .map((pair) => pair.split('/')),
  ...NEGATED_WORDS.trim()
    .split(/\s+/)
    .map((word) => [word, word.replace(PREFIX, '')]),
];

const opposites = new Map<string, Set<string>>();
for (const [one = '', other = ''] of pairs) {
  opposites.set(one, (opposites.get(one) ?? new Set()).add(other));
  opposites.set(other, (opposites.get(other) ?? new Set()).add(one));
}

/** It has an antonym, as it stands or without the ending of a verb. */
export const hasOpposite = (word: string): boolean =>
  [word, word.replace(/s$/, ''), word.replace(/e?d$/, ''), word.replace(/d$/, '')].some((form) => opposites.has(form));

/** Antonyms by WordNet, in base form. */
export const areOpposites = (one: string, other: string): boolean => opposites.get(one)?.has(other) ?? false;

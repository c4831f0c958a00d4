import type { Narrative } from '../narrative/narrative.js';
import type { Candidate } from './candidate.js';

const WORD = /[a-z]{2,}|[=?$%#+*/@]/g;
/** Of a longer text the beginning is read. */
const LONGEST = 4_000;
const SHORTEST_NAME = 2;

/**
 * The words of a step and the pairs of words that follow each other, in lower case. Whoever of the agents is named is `@`, so
 * that nothing is learnt of names.
 */
export function wordings({ agents }: Narrative): (candidate: Candidate) => ReadonlySet<string> {
  const names = agents
    .map(plain)
    .filter((name) => name.length >= SHORTEST_NAME)
    .sort((a, b) => b.length - a.length);
  const named = new RegExp(`(?<![a-z\\d])(?:${names.map(escaped).join('|') || NOTHING})(?![a-z\\d])`, 'g');
  return ({ text }) => {
    const words = plain(text.slice(0, LONGEST)).replace(named, '@').match(WORD) ?? [];
    return new Set(words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1]} ${word}`])));
  };
}

const NOTHING = '(?!)';
const escaped = (name: string): string => name.replace(/[^a-z\d\s]/g, '\\$&');
const plain = (text: string): string => text.toLowerCase().replace(/[_@]/g, ' ').trim();

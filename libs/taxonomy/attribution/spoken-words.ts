import { contentWords } from '../language/words.js';
import type { Speech } from '../narrative/narrative.js';

/** The content words of each speech, taken apart once. */
export type SpokenWords = (speech: Speech) => ReadonlySet<string>;

export function spokenWords(speeches: readonly Speech[]): SpokenWords {
  const sets = new Map(speeches.map((speech) => [speech.at, new Set(contentWords(speech.text))]));
  return ({ at }) => sets.get(at) ?? new Set();
}

const LEAST_WORDS = 5;

/** It says something: more than a greeting, a thanks or a sign-off. */
export const isSubstantial = (speech: Speech, wordsIn: SpokenWords): boolean =>
  speech.calls.length > 0 || speech.bringsCode || wordsIn(speech).size >= LEAST_WORDS;

import { withDigits } from '../language/number-words.js';
import { quantitiesIn } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords } from '../language/words.js';
import type { Sighting } from '../ledgers/record.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const wrongCount: Detector = {
  name: 'wrong-count',
  mode: 'numerical_drift',
  looksFor:
    'a number of things that is not how many the tool has just listed, neither in all nor by any field of theirs',
  mustNotFireOn: 'lists of fewer than 4; numbers that are values of a field; counts of what the sentence does not name',
  detect: (run) => speechesOf(run.narrative).flatMap((speech) => miscounted(run, speech)),
};

const COUNTING =
  /\b(?:there (?:are|were)|(?:i|we) (?:have|found|count(?:ed)?|see)|a total of|in total|we currently have|offers?|lists?)\b/i;
const LEAST_LISTED = 4;

function miscounted({ narrative, records }: Case, speech: Speech): readonly Hit[] {
  const before = narrative.entries[speech.at - 1];
  if (before?.kind !== 'observation') return [];
  const lists = records.seenAt(before.at).filter(({ parts }) => parts.length >= LEAST_LISTED);
  return sentencesOf(speech.text).flatMap((sentence) => {
    if (!COUNTING.test(sentence)) return [];
    const list = lists.find((thing) => isAbout(sentence, thing));
    const counted = quantitiesIn(withDigits(sentence)).find(({ unit, decimals }) => unit === '' && decimals === 0);
    if (list === undefined || counted === undefined || countsOf(list).has(counted.value)) return [];
    const claim = `counts ${counted.value} where ${list.parts.length} are listed, ${[...countsOf(list)].join(' or ')} by their fields`;
    return [{ blamed: speech, claim, evidence: [quoteOf(speech, counted.text), quoteOf(before)] }];
  });
}

/** The sentence names what the list is of. */
function isAbout(sentence: string, { fields }: Sighting): boolean {
  const name = [...fields].find(([field, value]) => /name|title/i.test(field) && typeof value === 'string')?.[1];
  const words = contentWords(String(name ?? ''));
  const said = contentWords(sentence).map(singular);
  return words.length > 0 && words.map(singular).every((word) => said.includes(word));
}

const singular = (word: string): string => word.replace(/s$/, '');

/** Every number of things that could be meant: all, and those with the same value of a field, also of nested ones. */
function countsOf({ parts }: Sighting): ReadonlySet<number> {
  const groups = new Map<string, number>();
  for (const part of parts) {
    for (const key of [part, ...part.parts].flatMap(({ fields }) =>
      [...fields].map(([field, value]) => `${field}=${value}`),
    )) {
      groups.set(key, (groups.get(key) ?? 0) + 1);
    }
  }
  return new Set([parts.length, ...groups.values(), ...distinctValues(parts)]);
}

/** How many different values each field has. */
function distinctValues(parts: readonly Sighting[]): readonly number[] {
  const values = new Map<string, Set<unknown>>();
  for (const { fields } of parts.flatMap((part) => [part, ...part.parts])) {
    for (const [field, value] of fields) values.set(field, (values.get(field) ?? new Set()).add(value));
  }
  return [...values.values()].map(({ size }) => size);
}

import { sentencesOf } from '../language/sentences.js';
import { wordsOfField } from '../language/words.js';
import type { Sighting } from '../ledgers/record.js';
import { thingsIn } from '../ledgers/things-named.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const deniedRecord: Detector = {
  name: 'denied-record',
  mode: 'logical_contradiction',
  looksFor: 'a thing is said to lack something that its latest record shows',
  mustNotFireOn: 'fields that are empty or were not shown; questions',
  detect: (run) =>
    speechesOf(run.narrative).flatMap((speech) =>
      sentencesOf(speech.text).flatMap((sentence) => denied(run, speech, sentence) ?? []),
    ),
};

const GENERAL = new Set(['id', 'ids', 'number', 'name', 'type', 'order', 'item', 'items', 'user', 'value']);

function denied({ narrative, records }: Case, speech: Speech, sentence: string): Hit | undefined {
  if (sentence.includes('?') || !/\b(?:no|not|without|lacks?)\b|n't\b/i.test(sentence)) return undefined;
  const [thing, ...others] = thingsIn(sentence, speech.at, records);
  if (thing === undefined || others.length > 0) return undefined;
  const shown = shownFields(thing).find(({ name }) => wordsOfField(name).some((word) => denies(sentence, word)));
  const entry = narrative.entries[thing.at];
  if (shown === undefined || entry === undefined) return undefined;
  return {
    blamed: speech,
    claim: `denies a ${shown.name} of ${thing.id} that the record shows`,
    evidence: [quoteOf(speech, sentence), quoteOf(entry, shown.value)],
  };
}

const shownFields = (thing: Sighting): readonly { readonly name: string; readonly value: string }[] => [
  ...[...thing.fields].flatMap(([name, value]) => (typeof value !== 'string' || value === '' ? [] : [{ name, value }])),
  ...thing.parts.flatMap(shownFields),
];

const denies = (sentence: string, word: string): boolean =>
  word.length >= 5 &&
  !GENERAL.has(word) &&
  new RegExp(
    `(?:\\bhas no|\\bhave no|\\bis no|not have|n't have|\\bwithout|\\black(?:s|ing)?)\\s+(?:an?\\s+|any\\s+|the\\s+)?(?:\\w+\\s+)?${word}`,
    'i',
  ).test(sentence);

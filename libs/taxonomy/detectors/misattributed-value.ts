import { sentencesOf } from '../language/sentences.js';
import { contentWords } from '../language/words.js';
import type { Sighting } from '../ledgers/record.js';
import { observationsOf, requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const misattributedValue: Detector = {
  name: 'misattributed-value',
  mode: 'context_omission',
  looksFor: 'a long number of one record is given out as that of a thing which the record does not have',
  mustNotFireOn:
    'sentences that name a part of the record; numbers that several records share; things that were not asked for',
  detect: (run) => speechesOf(run.narrative).flatMap((speech) => misattributed(run, speech)),
};

const NUMBER = /\b\d{8,}\b/g;

function misattributed(run: Case, speech: Speech): readonly Hit[] {
  return sentencesOf(speech.text).flatMap((sentence) =>
    [...sentence.matchAll(NUMBER)].flatMap(([number]) => {
      const owners = wholesWith(run, number, speech.at);
      const [owner] = owners;
      const thing = thingOf(sentence);
      if (
        owner === undefined ||
        thing === undefined ||
        owners.some((one) => hasPart(one, thing)) ||
        !isAsked(run, thing, speech)
      )
        return [];
      const claim = `gives ${number} for the ${thing}; it belongs to ${owner.id}, which has none`;
      const shown = run.narrative.entries[owner.at];
      return [
        { blamed: speech, claim, evidence: [quoteOf(speech, number), ...(shown ? [quoteOf(shown, number)] : [])] },
      ];
    }),
  );
}

/** Outermost records with named parts that contain a number. */
const wholesWith = ({ narrative, records }: Case, number: string, before: number): readonly Sighting[] =>
  observationsOf(narrative)
    .filter(({ at, text }) => at < before && text.includes(number))
    .flatMap(({ at }) => records.seenAt(at).slice(0, 1))
    .filter(({ parts }) => parts.some(({ fields }) => fields.has('name')));

/** `the tracking number for the tablet is 123`: the tablet. */
const thingOf = (sentence: string): string | undefined =>
  /\b(?:for|of) (?:the|your|my) ([a-z][a-z-]{3,})\b(?! order)/i.exec(sentence)?.[1]?.toLowerCase();

const hasPart = ({ parts }: Sighting, thing: string): boolean =>
  parts.some(({ fields }) =>
    contentWords(String(fields.get('name') ?? '')).some((word) => word.startsWith(thing.replace(/s$/, ''))),
  );

const GENERAL = /^(?:order|item|product|package|account|refund|return|purchase|payment|shipment)s?$/;

const isAsked = ({ narrative }: Case, thing: string, speech: Speech): boolean =>
  !GENERAL.test(thing) &&
  requestsOf(narrative).some(({ at, text }) => at < speech.at && text.toLowerCase().includes(thing));

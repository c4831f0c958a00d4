import type { RecordLedger } from './record-ledger.js';
import type { Sighting } from './record.js';

const LEAST_ID = 4;

/** Things whose id stands in a sentence, as they were last seen. */
export const thingsIn = (sentence: string, before: number, records: RecordLedger): readonly Sighting[] =>
  idsIn(sentence).flatMap((id) => records.latest(id, before) ?? []);

/** Words with a digit, of four letters or more, with and without a number sign. */
const idsIn = (sentence: string): readonly string[] =>
  [...new Set(sentence.match(/#?[\w-]+/g))].flatMap((word) =>
    word.length < LEAST_ID || !/\d/.test(word) ? [] : word.startsWith('#') ? [word, word.slice(1)] : [word],
  );

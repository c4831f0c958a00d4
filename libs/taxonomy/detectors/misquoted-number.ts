import { quantitiesIn, type Quantity } from '../language/numbers.js';
import { contentWords } from '../language/words.js';
import type { Entry, Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const misquotedNumber: Detector = {
  name: 'misquoted-number',
  mode: 'numerical_drift',
  looksFor:
    'a number that is new and has the digits of an earlier one with two neighbours swapped, among the same words',
  mustNotFireOn: 'years; numbers of less than 4 digits; numbers that follow from others; numbers among other words',
  detect: (run) => {
    const shown: Written[] = [];
    return run.narrative.entries.flatMap((entry) => {
      const written = writtenIn(entry);
      const hits = entry.kind === 'speech' ? misquotedIn(run, entry, written, shown) : [];
      shown.push(...written);
      return hits;
    });
  },
};

/** A number where it stands. */
interface Written {
  readonly quantity: Quantity;
  readonly digits: string;
  readonly entry: Entry;
  /** The words around it. */
  readonly around: ReadonlySet<string>;
}

/** Shorter numbers meet by chance. */
const LEAST_DIGITS = 4;
const AROUND = 40;
const YEAR = /^(?:1[0-9]|20)\d{2}$/;

function writtenIn(entry: Entry): readonly Written[] {
  let from = 0;
  return quantitiesIn(entry.text).flatMap((quantity) => {
    const at = entry.text.indexOf(quantity.text, from);
    from = at + quantity.text.length;
    const digits = quantity.text.replace(/\D/g, '');
    if (digits.length < LEAST_DIGITS || YEAR.test(quantity.text)) return [];
    const around = contentWords(entry.text.slice(Math.max(0, at - AROUND), from + AROUND));
    return [{ quantity, digits, entry, around: new Set(around.filter((word) => !/^\d/.test(word))) }];
  });
}

function misquotedIn(
  { values }: Case,
  speech: Speech,
  written: readonly Written[],
  shown: readonly Written[],
): readonly Hit[] {
  return written.flatMap((said, place) => {
    if (values.isKnown(said.quantity.value, speech.at)) return [];
    const source = [...written.slice(0, place), ...shown].find(
      (other) => isSwapped(said, other) && isSame(said, other),
    );
    if (source === undefined || values.isDerived(said.quantity, speech)) return [];
    const claim = `gives ${said.quantity.text} where ${source.quantity.text} was shown`;
    const evidence = [quoteOf(speech, said.quantity.text), quoteOf(source.entry, source.quantity.text)];
    return [{ blamed: speech, claim, evidence }];
  });
}

/** Two neighbours have changed places, and nothing else. */
function isSwapped({ digits: one }: Written, { digits: other }: Written): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const swapped = `${other.slice(0, at)}${other[at + 1] ?? ''}${other[at] ?? ''}${other.slice(at + 2)}`;
  return at < one.length && one === swapped;
}

const isSame = (one: Written, other: Written): boolean => [...one.around].some((word) => other.around.has(word));

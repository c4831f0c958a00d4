import type { Case } from '../detectors/detector.js';
import { quantitiesIn } from '../language/numbers.js';
import { contentWords, coverage, stem } from '../language/words.js';
import { requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import { withoutTelling } from './run-signs.js';
import type { Signs } from './sign.js';

/** Signs of what a speech leaves of what was asked for. */
export function demandSigns({ narrative, commitments }: Case): (speech: Speech) => Signs {
  const task = requestsOf(narrative)[0]?.text ?? '';
  const given = quantitiesIn(task).map(({ value }) => value);
  const asked = contentWords(task);
  const forgotten = forgottenAt(withoutTelling(speechesOf(narrative), task), [...stemsIn(task)]);
  return ({ at, speaker, text, bringsCode }) => {
    const own = new Set(quantitiesIn(text).map(({ value }) => value));
    return {
      covers: coverage(asked, new Set(contentWords(text.replaceAll('_', ' ')))),
      forgotten: forgotten(at),
      codeLacks: bringsCode
        ? 1 - coverage([...stemsIn(commitments.latestTo(speaker, at)?.given.text ?? task)], stemsIn(text))
        : 0,
      numbersMissing: given.filter((value) => !own.has(value)).length / Math.max(1, given.length),
    };
  };
}

const stemsIn = (text: string): ReadonlySet<string> => new Set(contentWords(text.replaceAll('_', ' ')).map(stem));

/** The share of the words that were used before a position, and from there on no more. */
function forgottenAt(speeches: readonly Speech[], words: readonly string[]): (at: number) => number {
  const used = speeches.map(({ at, text }) => ({ at, stems: stemsIn(text) }));
  const last = words.flatMap((word) => used.findLast(({ stems }) => stems.has(word))?.at ?? []);
  return (at) => last.filter((use) => use < at).length / Math.max(1, words.length);
}

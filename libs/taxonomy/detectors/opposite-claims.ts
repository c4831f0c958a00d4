import { areOpposites, hasOpposite } from '../language/opposites.js';
import { propositionOf } from '../language/propositions.js';
import { isStated, sentencesOf } from '../language/sentences.js';
import { contentWords } from '../language/words.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const oppositeClaims: Detector = {
  name: 'opposite-claims',
  mode: 'logical_contradiction',
  looksFor: 'an agent states something and later its negation, or the same with an antonym, in the same words',
  mustNotFireOn:
    'anything that was observed in between about the same things, nor what is in sight after an act of its author; questions, wishes, plans, suppositions',
  detect: (run) => {
    const earlier = new Map<string, readonly Claim[]>();
    return claimsOf(run).flatMap((claim) => {
      const keys = keysOf(claim);
      const before = [...new Set(keys.flatMap((key) => earlier.get(key) ?? []))];
      for (const key of keys) earlier.set(key, [...(earlier.get(key) ?? []), claim].slice(-MOST_ALIKE));
      const against = before.find((other) => isAgainst(run, other, claim));
      return against === undefined ? [] : [hitOf(against, claim)];
    });
  },
};

/** Of claims that are much alike the latest are compared. */
const MOST_ALIKE = 5;

interface Claim {
  readonly speech: Speech;
  readonly sentence: string;
  readonly words: readonly string[];
}

const LEAST_WORDS = 3;
const MOST_WORDS = 30;

const claimsOf = ({ narrative }: Case): readonly Claim[] =>
  speechesOf(narrative).flatMap((speech) =>
    sentencesOf(speech.text).flatMap((sentence) => {
      const words = contentWords(sentence);
      const isClaim = words.length >= LEAST_WORDS && words.length <= MOST_WORDS && isStated(sentence);
      return isClaim ? [{ speech, sentence, words }] : [];
    }),
  );

const NEGATORS = /^(?:not|no|never|cannot|.*n't)$/;
const STEM = 5;

/**
 * Claims of one agent that may be about the same share a key: their words but for order, endings and negation, and the
 * same once more without each word that has an antonym.
 */
function keysOf({ speech, words }: Claim): readonly string[] {
  const telling = words.filter((word) => !NEGATORS.test(word));
  const key = (kept: readonly string[]): string => `${speech.speaker} ${kept.map(stem).sort().join(' ')}`;
  return [
    key(telling),
    ...telling.filter(hasOpposite).map((word) => `${key(telling.filter((other) => other !== word))} *`),
  ];
}

const stem = (word: string): string => word.slice(0, STEM);

function isAgainst(run: Case, earlier: Claim, later: Claim): boolean {
  if (earlier.sentence === later.sentence || isNew(run, earlier, later)) return false;
  const [one, other] = [propositionOf(earlier.sentence), propositionOf(later.sentence)];
  if (!one.hasSubject || !other.hasSubject) return false;
  const differing = [...without(one.lemmas, other.lemmas), ...without(other.lemmas, one.lemmas)];
  if (one.isNegated !== other.isNegated) return differing.length === 0;
  const [first = '', second = ''] = differing;
  return differing.length === 2 && areOpposites(first, second);
}

const without = (words: readonly string[], others: readonly string[]): readonly string[] =>
  [...new Set(words)].filter((word) => !others.includes(word));

/** A speech that begins with what its author has just done reports what is there now. */
const REPORTS_ACT =
  /^\s*I (?:have |then |also |now )*(?:browsed|called|checked|clicked|closed|downloaded|entered|executed|filtered|followed|hovered|jumped|loaded|looked|moved|navigated|opened|pressed|ran|read|refreshed|returned|scrolled|searched|selected|swiped|switched|tapped|typed|visited|waited|went|zoomed)\b/i;

/** Something was observed in between, or asked for, that speaks of the same things, or is in sight since an act. */
function isNew({ narrative }: Case, earlier: Claim, later: Claim): boolean {
  if (earlier.speech.at < later.speech.at && REPORTS_ACT.test(later.speech.text)) return true;
  const between = narrative.entries.slice(earlier.speech.at + 1, later.speech.at);
  const telling = later.words.filter((word) => /\d/.test(word));
  return between.some(
    (entry) =>
      entry.kind === 'observation' &&
      (telling.length === 0 || telling.some((word) => entry.text.toLowerCase().includes(word))),
  );
}

const hitOf = (earlier: Claim, later: Claim): Hit => ({
  blamed: later.speech,
  claim: 'states the opposite of what it has stated before',
  evidence: [quoteOf(later.speech, later.sentence), quoteOf(earlier.speech, earlier.sentence)],
});

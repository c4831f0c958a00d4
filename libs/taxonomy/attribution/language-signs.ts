import type { Case } from '../detectors/detector.js';
import { calculationsIn } from '../language/calculations.js';
import { quantitiesIn } from '../language/numbers.js';
import { contentWords, coverage } from '../language/words.js';
import { conditionsOf, keeps } from '../ledgers/conditions.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import type { FirstMentions } from './first-mentions.js';
import { noveltyIn, type Novelty } from './novelty.js';
import { flag, type Signs } from './sign.js';
import type { SpokenWords } from './spoken-words.js';

const SUPPOSES =
  /\b(?:assum(?:e|es|ed|ing|ption)|suppos(?:e|ing)|hypothetical(?:ly)?|simulat\w*|placeholder|sample data|mock|dummy|for (?:the sake of|demonstration|illustration|example purposes)|let's say|as an example|approximat\w*|estimat\w*|guess|i (?:think|believe|recall)|based on (?:my|general|common|prior) knowledge|typically|likely|probably|presumably)\b/gi;
const COMPUTES =
  /\b(?:calculat\w*|comput\w*|count(?:s|ed|ing)?|sum|total|average|mean|percent\w*|difference|ratio|round(?:ed|ing)?|convert\w*)\b/gi;
const FINDS_NOTHING =
  /\b(?:(?:could|can|did|was|were|do|does|is|are)(?: not|n't)|cannot|unable to|no (?:results?|information|data|mention)|failed to|not (?:found|available|accessible))\b/i;
const CONFIRMS =
  /\b(?:verif(?:y|ied|ication)|confirm(?:s|ed)?|double-?check\w*|checked|(?:is|are|looks?|seems?) (?:correct|right|consistent|accurate|valid))\b/i;
const LEAST_NUMBERS = 3;

/** Signs in the words of a speech alone, and in how they differ from the task's. */
export function languageSigns(run: Case, wordsIn: SpokenWords, first: FirstMentions): (speech: Speech) => Signs {
  const novelty = noveltyIn(first);
  const losesCondition = conditionLosses(run, wordsIn);
  const leaders = new Set(run.commitments.orders.map(({ from }) => from));
  const opening = speechesOf(run.narrative)[0]?.at;
  const tellsOthers = ({ at, speaker }: Speech): boolean => at === opening || leaders.has(speaker);
  return (speech) => ({
    supposes: Math.min(1, (speech.text.match(SUPPOSES)?.length ?? 0) / 2),
    ...madeUpSigns(run, speech, novelty(speech)),
    confirms: flag(CONFIRMS.test(speech.text)),
    losesCondition: flag(tellsOthers(speech) && losesCondition(speech)),
    computes: flag(isComputed(speech.text)),
    reckons: flag(isReckoned(run, speech)),
    findsNothing: flag(FINDS_NOTHING.test(speech.text)),
    asks: flag(speech.calls.length === 0 && speech.text.trimEnd().endsWith('?')),
  });
}

/** What nothing before it has shown, and whether that stands for what has just failed to be shown. */
function madeUpSigns({ narrative }: Case, { at, bringsCode, calls }: Speech, { said, coded }: Novelty): Signs {
  const before = narrative.entries[at - 1];
  const isAfterFailure = before?.kind === 'observation' && (before.failed || FINDS_NOTHING.test(before.text));
  const goesOn = bringsCode || calls.length > 0;
  return {
    unsupported: said,
    dataInCode: coded,
    standsIn: isAfterFailure && !goesOn ? said : 0,
    retries: flag(isAfterFailure && goesOn),
  };
}

const isComputed = (text: string): boolean =>
  (text.match(COMPUTES)?.length ?? 0) >= 2 && quantitiesIn(text).length >= LEAST_NUMBERS;

/** Of what the numbers come from the calculation is no cause. */
function isReckoned({ values }: Case, { text, at }: Speech): boolean {
  const calculations = calculationsIn(text);
  const results = new Set(calculations.map(({ stated }) => stated));
  const isGiven = (term: number): boolean => results.has(term) || values.isKnown(term, at);
  return calculations.length > 0 && calculations.every(({ isRight, terms }) => isRight && terms.every(isGiven));
}

const LEAST_REPEATED = 0.5;
const LEAST_WORDS = 4;

/** It repeats a sentence of the task, but for what limits it. */
function conditionLosses({ narrative }: Case, wordsIn: SpokenWords): (speech: Speech) => boolean {
  const conditions = conditionsOf(narrative).map(({ request, words, limit }) => {
    const limiting = new Set(contentWords(limit));
    return { at: request.at, limit, rest: words.filter((word) => !limiting.has(word)) };
  });
  return (speech) =>
    conditions.some(
      ({ at, limit, rest }) =>
        at < speech.at &&
        rest.length >= LEAST_WORDS &&
        coverage(rest, wordsIn(speech)) >= LEAST_REPEATED &&
        !keeps(speech.text, limit),
    );
}

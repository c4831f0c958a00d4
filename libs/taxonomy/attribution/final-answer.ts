import { quantitiesIn } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords } from '../language/words.js';
import { requestsOf, speechesOf, type Narrative } from '../narrative/narrative.js';

/** What a run ends with, as far as the task does not say it already. */
export interface FinalAnswer {
  readonly numbers: readonly number[];
  /** Names where it has such, else the words that tell most. */
  readonly words: readonly string[];
}

const MARK = /(?:final answer|answer is|answer:|conclusion:|consensus:|therefore,|result is)/i;
/** Of a calculation, which ends with its result. */
const LEFT_SIDE = /[\d.,()\s]+(?:[-+*/×÷−][\d.,()\s]+)+=/g;
/** So few words are the answer itself, even where the task has them as well. */
const BARE = 3;
const LAST_SENTENCES = 3;
const MOST_WORDS = 12;

/** Of the last speech that says that it answers, else of the last that says anything new. Undefined where nothing is; a run that breaks off with an order has no answer. */
export function finalAnswerOf(narrative: Narrative): FinalAnswer | undefined {
  const tasks = requestsOf(narrative).map(({ text }) => text);
  const asked = new Set(tasks.flatMap(contentWords));
  const given = new Set(tasks.flatMap(quantitiesIn).map(({ value }) => value));
  for (const ending of endingsOf(narrative)) {
    const said = ending.replace(LEFT_SIDE, ' ');
    const isBare = contentWords(said).length <= BARE;
    const values = quantitiesIn(said).map(({ value }) => value);
    const numbers = [...new Set(values)].filter((value) => isBare || !given.has(value));
    const words = [...new Set(contentWords(said))].filter(
      (word) => !asked.has(word) && !EMPTY.has(word) && !/^\d/.test(word),
    );
    if (numbers.length + words.length > 0) return { numbers, words: telling(words, said, numbers.length > 0) };
  }
  return undefined;
}

/** Where a run may say its answer, the likeliest place first. */
function endingsOf(narrative: Narrative): readonly string[] {
  const speeches = speechesOf(narrative).toReversed();
  const answers = speeches.filter(({ text }) => MARK.test(text)).map(({ text }) => text.split(MARK).at(-1) ?? '');
  if (speeches[0]?.isOrder === true) return answers;
  return [...answers, ...speeches.map(({ text }) => sentencesOf(text).slice(-LAST_SENTENCES).join(' '))];
}

/** Names where there are such, nothing beside numbers, else all. */
function telling(words: readonly string[], said: string, hasNumbers: boolean): readonly string[] {
  const names = new Set(said.match(NAME)?.flatMap((name) => contentWords(name)));
  const named = words.filter((word) => names.has(word));
  return (named.length > 0 || hasNumbers ? named : words).slice(0, MOST_WORDS);
}

/** A capitalised word that does not begin a sentence, unless it is all there is. */
const NAME = /(?<=[\w,;:("'*]\s*\**)[A-Z][\w'-]+|^\W*[A-Z][\w'-]+(?=\W*(?:$|[A-Z\d]))/g;

/** Words of agreement and of ending, and words for results as such. */
const EMPTY = new Set(
  'verification value number count output code total based therefore verified terminate final answer done thank thanks task complete completed stop agree agreed correct confirm confirmed yes right good great consensus'.split(
    ' ',
  ),
);

import { quantitiesIn, type Quantity } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { codesIn, contentWords } from '../language/words.js';
import { requestsOf, speechesOf, type Narrative } from '../narrative/narrative.js';

/** What a run ends with, as far as the task does not say it already. */
export interface FinalAnswer {
  readonly numbers: readonly Quantity[];
  /** Names where it has such, else the words that tell most. */
  readonly words: readonly string[];
  /** It is one of what the task has named. */
  readonly isChoice: boolean;
}

const MARK = /(?:final answer|answer is|answer:|conclusion:|consensus:|therefore,|result is)/i;
/** Of a calculation, which ends with its result. */
const LEFT_SIDE = /[\d.,()\s]+(?:[-+*/×÷−][\d.,()\s]+)+=/g;
/** So few words are the answer itself, even where the task has them as well. */
const BARE = 3;
export const LAST_SENTENCES = 3;
const MOST_WORDS = 12;

/** Of the last speech that says that it answers, else of the last that says anything new. Undefined where nothing is; a run that breaks off with an order has no answer. */
export function finalAnswerOf(narrative: Narrative): FinalAnswer | undefined {
  const tasks = requestsOf(narrative).map(({ text }) => text);
  const asked: Asked = {
    words: new Set(tasks.flatMap(contentWords)),
    numbers: new Set(tasks.flatMap(quantitiesIn).map(({ value }) => value)),
  };
  const { marked, last } = endingsOf(narrative);
  return (
    firstOf(marked, (ending) => answerIn(ending, asked) ?? choiceIn(ending)) ??
    firstOf(last, (ending) => answerIn(ending, asked))
  );
}

interface Asked {
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

function firstOf<T>(items: readonly string[], find: (item: string) => T | undefined): T | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const VERSION = /^\d+(?:\.\d+){2,}$/;

/** What an ending says that the task does not. */
function answerIn(ending: string, asked: Asked): FinalAnswer | undefined {
  const said = ending.replace(LEFT_SIDE, ' ');
  const isBare = contentWords(said).length <= BARE;
  const quantities = new Map(quantitiesIn(said).map((quantity) => [quantity.value, quantity]));
  const numbers = [...quantities.values()].filter(({ value }) => isBare || !asked.numbers.has(value));
  const codes = codesIn(said);
  const words = [...new Set([...codes, ...contentWords(said)])].filter(
    (word) =>
      !asked.words.has(word) && !EMPTY.has(word) && (!/^\d/.test(word) || VERSION.test(word) || codes.includes(word)),
  );
  if (numbers.length + words.length === 0) return undefined;
  return { numbers, words: telling(words, said, numbers.length > 0), isChoice: false };
}

/** A short answer whose words are all the task's own. */
function choiceIn(ending: string): FinalAnswer | undefined {
  const words = [...new Set(contentWords(ending))].filter((word) => !EMPTY.has(word) && !/^\d/.test(word));
  return words.length === 0 || words.length > BARE ? undefined : { numbers: [], words, isChoice: true };
}

/** Where a run may say its answer, the likeliest place first. */
function endingsOf(narrative: Narrative): { readonly marked: readonly string[]; readonly last: readonly string[] } {
  const speeches = speechesOf(narrative).toReversed();
  const marked = speeches.filter(({ text }) => MARK.test(text)).map(({ text }) => text.split(MARK).at(-1) ?? '');
  if (speeches[0]?.isOrder === true) return { marked, last: [] };
  return { marked, last: speeches.map(({ text }) => sentencesOf(text).slice(-LAST_SENTENCES).join(' ')) };
}

/** Names where there are such, nothing beside numbers, else all. */
function telling(words: readonly string[], said: string, hasNumbers: boolean): readonly string[] {
  const names = new Set([...codesIn(said), ...(said.match(NAME)?.flatMap((name) => contentWords(name)) ?? [])]);
  const named = words.filter((word) => names.has(word) || VERSION.test(word));
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

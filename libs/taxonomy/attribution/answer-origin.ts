import { quantitiesIn, sameNumber } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords, coverage } from '../language/words.js';
import { requestsOf, type Entry, type Narrative, type Speech } from '../narrative/narrative.js';
import { verbatimBriefOf } from './brief.js';
import { finalAnswerOf, type FinalAnswer } from './final-answer.js';
import { proseIn } from './prose.js';

const LEAST_SHARED = 0.7;

/**
 * The speech that brought up what the run ends with: the first that has most of the numbers and names of the final answer,
 * otherwise than among others in a list where there is such a one. A brief in the words of the task answers nothing. Where
 * code or a tool put it out as a result, it is the speech that asked for it; where it merely stood somewhere in what was
 * found, the first that takes it from there. Undefined where the end says nothing new.
 */
export function answerOrigin(narrative: Narrative): Speech | undefined {
  const answer = finalAnswerOf(narrative);
  if (answer === undefined) return undefined;
  const brief = verbatimBriefOf(narrative)?.at;
  const asked = new Set(requestsOf(narrative).flatMap(({ text }) => contentWords(text)));
  const mayAnswer = (entry: Entry): boolean =>
    (entry.kind === 'speech' || (entry.kind === 'observation' && !entry.failed)) &&
    entry.at !== brief &&
    states(entry, answer, asked);
  const stating = narrative.entries.filter(mayAnswer);
  const singling = stating.filter((entry) => entry.kind === 'observation' || !isListed(entry.text, answer));
  return authorAmong(narrative, singling) ?? authorAmong(narrative, stating);
}

/** Items of a sentence from which on it is a list. */
const LIST = 6;

/** Whatever of the answer stands there stands in lists. */
function isListed(text: string, { numbers, words }: FinalAnswer): boolean {
  const telling = new Set([...words, ...numbers.map(String)]);
  const having = sentencesOf(text).filter((sentence) => contentWords(sentence).some((word) => telling.has(word)));
  return having.length > 0 && having.every((sentence) => sentence.split(/[,;](?!\d)|\band\b/).length >= LIST);
}

/** Who is behind the first of the entries that has an author. */
function authorAmong({ entries }: Narrative, stating: readonly Entry[]): Speech | undefined {
  const speech = stating.find((entry) => entry.kind === 'speech');
  const output = stating.find((entry) => entry.kind === 'observation' && isResult(entry));
  if (output?.kind === 'observation' && output.askedBy !== undefined && output.at < (speech?.at ?? Infinity)) {
    const asker = entries[output.askedBy];
    if (asker?.kind === 'speech') return asker;
  }
  return speech;
}

const LONGEST_RESULT = 300;

/** What was worked out rather than looked up. */
const isResult = ({ text }: Entry): boolean => text.length <= LONGEST_RESULT;

function states(entry: Entry, { numbers, words }: FinalAnswer, asked: ReadonlySet<string>): boolean {
  const text = entry.kind === 'observation' ? entry.text : withoutMarks(proseIn(entry.text));
  const own = new Set(contentWords(text));
  const stated = numbers.filter((value) => hasNumber(entry, text, value, asked)).length;
  const shared = stated + words.filter((word) => own.has(word)).length;
  return shared >= LEAST_SHARED * (numbers.length + words.length);
}

/** A list within a line has numbers that say nothing. */
const withoutMarks = (text: string): string =>
  /(?:^|[\s:])1[.)]\s/.test(text) ? text.replace(/(?<=^|[\s:])\d{1,2}[.)]\s/g, ' ') : text;

/** Numbers up to this stand everywhere. */
const SMALL = 20;
const SMALL_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const LEAST_ASKED = 0.2;
const FEW_WORDS = 4;
const CONCLUDES =
  /(?:\b(?:is|are|was|be|gives?|gave|makes?|total|count|answer|result|output|get)|[=:])\W*(?:\w+\W+)?$/i;

function hasNumber(entry: Entry, text: string, value: number, asked: ReadonlySet<string>): boolean {
  if (!Number.isInteger(value) || Math.abs(value) > SMALL)
    return quantitiesIn(text).some((one) => sameNumber(one.value, value, one.decimals));
  const written = new RegExp(`(?<![\\w.,])(?:${value}(?:\\.0+)?|${SMALL_WORDS[value] ?? value})(?![\\w]|[.,]\\d)`, 'i');
  if (entry.kind === 'observation' && !isResult(entry)) return written.test(text);
  return sentencesOf(text).some((sentence) => {
    const found = written.exec(sentence);
    return found !== null && isConclusion(sentence, found.index, asked);
  });
}

/** A sentence that is short, has the number where results stand, or speaks of what was asked and of no other small number. */
function isConclusion(sentence: string, at: number, asked: ReadonlySet<string>): boolean {
  const words = contentWords(sentence);
  return (
    words.length <= FEW_WORDS ||
    CONCLUDES.test(sentence.slice(0, at)) ||
    (coverage([...asked], new Set(words)) >= LEAST_ASKED && smallNumbersIn(sentence) <= 1)
  );
}

const smallNumbersIn = (sentence: string): number =>
  quantitiesIn(sentence).filter(({ value }) => Number.isInteger(value) && Math.abs(value) <= SMALL).length;

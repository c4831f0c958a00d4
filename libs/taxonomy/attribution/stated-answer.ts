import { deviation, quantitiesIn, sameNumber, type Quantity } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { codesIn, contentWords, coverage } from '../language/words.js';
import type { Entry } from '../narrative/narrative.js';
import { LAST_SENTENCES, type FinalAnswer } from './final-answer.js';
import { keepsNotes } from './notes.js';
import { proseIn } from './prose.js';

const LEAST_SHARED = 0.7;

/** The entry has most of the numbers and names of an answer, small numbers only where something is concluded. */
export function states(entry: Entry, answer: FinalAnswer, asked: ReadonlySet<string>): boolean {
  if (answer.isChoice) return concludes(entry, answer, asked);
  const { numbers, words } = answer;
  const text = entry.kind === 'observation' ? entry.text : withoutMarks(proseIn(entry.text));
  const own = new Set([...codesIn(text), ...contentWords(text)]);
  const stated = numbers.filter((number) => hasNumber(entry, text, number, asked)).length;
  const shared = stated + words.filter((word) => own.has(word)).length;
  return shared >= LEAST_SHARED * (numbers.length + words.length);
}

/** Share of what was asked that a sentence has which decides it. */
const LEAST_DECIDED = 0.3;

/** Of things that the task has named: a speech that ends by saying of one what was asked, no order and no notes. */
function concludes(entry: Entry, { words }: FinalAnswer, asked: ReadonlySet<string>): boolean {
  if (entry.kind !== 'speech' || entry.isOrder || keepsNotes(entry.text)) return false;
  const wanted = [...asked].filter((word) => !words.includes(word));
  return sentencesOf(proseIn(entry.text))
    .slice(-LAST_SENTENCES)
    .some((sentence) => {
      const own = new Set(contentWords(sentence));
      return (
        words.every((word) => own.has(word)) && (own.size <= words.length + 1 || coverage(wanted, own) >= LEAST_DECIDED)
      );
    });
}

const LONGEST_RESULT = 300;

/** What was worked out rather than looked up. */
export const isResult = ({ text }: Entry): boolean => text.length <= LONGEST_RESULT;

/** A list within a line has numbers that say nothing, as have lines that are numbered on. */
const withoutMarks = (text: string): string => {
  const plain = text.replace(NUMBERED_ON, (lines) => lines.replace(/^[ \t]*\d{1,2}(?=[ \t])/gm, ' '));
  return /(?:^|[\s:])1[.)]\s/.test(plain) ? plain.replace(/(?<=^|[\s:])\d{1,2}[.)]\s/g, ' ') : plain;
};

/** Three lines or more in a row that begin with a number and a capitalised word. */
const NUMBERED_ON = /(?:^[ \t]*\d{1,2}[ \t]+[A-Z].*(?:\n|$)){3,}/gm;

/** Numbers up to this stand everywhere. */
const SMALL = 20;
const SMALL_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

const isSmall = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= SMALL;

function hasNumber(entry: Entry, text: string, number: Quantity, asked: ReadonlySet<string>): boolean {
  const { value } = number;
  if (!isSmall(value)) return quantitiesIn(text).some((shown) => isSame(shown, number));
  const word = SMALL_WORDS[value] ?? value;
  const written = new RegExp(`(?<![\\w.,;|])(?:${value}(?:\\.0+)?|${word})(?![\\w;|]|[.,]\\d)`, 'i');
  if (entry.kind === 'observation' && !isResult(entry)) return written.test(text);
  return sentencesOf(text).some((sentence) => {
    const found = written.exec(sentence);
    if (found === null) return false;
    return (entry.kind === 'observation' && found.index === 0) || isConclusion(sentence, found.index, asked);
  });
}

/** Rounding takes no more than this share of a number. */
const ROUNDED = 0.005;
const ROUND = 10_000;

/** One is the other, or was rounded to it. */
function isSame(shown: Quantity, said: Quantity): boolean {
  if (deviation(shown.value, said.value) > ROUNDED) return false;
  if (sameNumber(shown.value, said.value, Math.min(shown.decimals, said.decimals))) return true;
  const zeros = /0*$/.exec(String(said.value))?.[0].length ?? 0;
  return said.value >= ROUND && zeros >= 2 && Math.abs(shown.value - said.value) <= 10 ** zeros / 2;
}

const LEAST_ASKED = 0.2;
const FEW_WORDS = 4;
const CONCLUDES =
  /(?:\b(?:is|are|was|be|gives?|gave|makes?|total|count|answer|result|output|get)|[=:])\W*(?:\w+\W+)?$/i;

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
  quantitiesIn(sentence).filter(({ value }) => isSmall(value)).length;

/** Items of a sentence from which on it is a list. */
const LIST = 6;
/** Lines of so few words, so many in a row, are one as well. */
const [FEW, ROWS] = [3, 4];
const WORD = '\\S+';
const BLOCK = new RegExp(`(?:^[ \\t]*${WORD}(?:[ \\t]+${WORD}){0,${FEW - 1}}[ \\t]*(?:\\n|$)){${ROWS},}`, 'gm');

/** Whatever of the answer stands there stands in lists. */
export function isListed(text: string, { numbers, words }: FinalAnswer): boolean {
  const telling = new Set([...words, ...numbers.map(({ value }) => String(value))]);
  const isTelling = (sentence: string): boolean => contentWords(sentence).some((word) => telling.has(word));
  if (!isTelling(text)) return false;
  const having = sentencesOf(text.replace(BLOCK, '\n')).filter(isTelling);
  return having.every((sentence) => sentence.split(/[,;](?!\d)|\band\b/).length >= LIST);
}

import type { Case } from '../detectors/detector.js';
import { quantitiesIn } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords, coverage, stem, wordsOf } from '../language/words.js';
import { requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import { flag, type Signs } from './sign.js';

/** Signs of a run as a whole: they tell classes apart, not steps. */
export function runSigns({ narrative, commitments }: Case): Signs {
  const task = requestsOf(narrative)[0]?.text ?? '';
  const speeches = speechesOf(narrative);
  const said = withoutTelling(speeches, task);
  return {
    always: 1,
    wantsNumber: flag(WANTS_NUMBER.test(task)),
    team: flag(narrative.agents.length > 1),
    led: flag(commitments.orders.length > 0),
    takenUp: takenUp(said, task),
    unusedNumbers: unusedNumbers(said, task),
    partsMissing: flag(partsOf(task) > thingsIn(speeches.at(-1)?.text ?? '')),
  };
}

/** Whoever repeats the task word by word takes nothing of it up. */
export function withoutTelling(speeches: readonly Speech[], task: string): readonly Speech[] {
  const plain = task.toLowerCase().trim();
  return speeches.filter(({ text }) => !text.toLowerCase().includes(plain));
}

const WANTS_NUMBER =
  /\bhow (?:many|much|far|long|old)\b|\b(?:number|percent\w*|average|total|difference|distance|sum|volume|amount) of\b|\bcalculate\b/i;

const LEAST_WORDS = 5;

/** Of a task of few words everything is. */
function takenUp(said: readonly Speech[], task: string): number {
  const used = new Set(said.flatMap(({ text }) => wordsOf(text.replaceAll('_', ' '))).map(stem));
  const words = contentWords(task);
  return words.length < LEAST_WORDS ? 1 : coverage(words.map(stem), used);
}

function unusedNumbers(said: readonly Speech[], task: string): number {
  const given = quantitiesIn(task).map(({ value }) => value);
  if (given.length === 0) return 0;
  const used = new Set(
    said
      .flatMap(({ text }) => text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [])
      .map((text) => Number(text.replaceAll(',', ''))),
  );
  return given.filter((value) => !used.has(value)).length / given.length;
}

const ASKED = /(?:^|\band |, )(?:(?:in|on|at|of|from|to|by|with) )?(?:who|whose|which|what|when|where|how)\b/gi;

/** How many things a task asks for, as in `who ..., and in which year ...?` */
const partsOf = (task: string): number =>
  sentencesOf(task)
    .filter((sentence) => sentence.includes('?'))
    .flatMap((sentence) => sentence.match(ASKED) ?? []).length;

/** How many things an answer has: what stands after its mark, divided at commas and `and`. */
const thingsIn = (text: string): number =>
  (text.split(/final answer:?/i).at(-1) ?? '').split(/[,;\n]|\band\b/).filter((part) => wordsOf(part).length > 0)
    .length;

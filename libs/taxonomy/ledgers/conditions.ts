import { quantitiesIn } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords } from '../language/words.js';
import { requestsOf, type Narrative, type Request } from '../narrative/narrative.js';

/** A sentence of the task with what limits it. */
export interface Condition {
  readonly request: Request;
  readonly sentence: string;
  readonly words: readonly string[];
  /** The limit's own words: a year, a number, a quotation, or what follows `only`, `not`, `before`, `at least`. */
  readonly limit: string;
}

const LIMITING =
  /\b(?:only|except|excluding|without|at least|at most|no more than|no later than|not including|latest|restated)\b(?:\s+[\w'$.,-]+){0,3}/gi;
/** Of time, where a date follows: "between the largest and the smallest" limits nothing. */
const DATED = /\b(?:before|after|between|until|since)\b(?:\s+[\w'$.,-]+){0,3}/gi;
const QUOTED = /["“`]([^"”`]{3,60})["”`]/g;
const YEAR = /\b(?:1[5-9]|20)\d{2}\b/g;

export const conditionsOf = (narrative: Narrative): readonly Condition[] =>
  requestsOf(narrative).flatMap((request) =>
    sentencesOf(request.text).flatMap((sentence) =>
      limitsIn(sentence).map((limit) => ({ request, sentence, words: contentWords(sentence), limit })),
    ),
  );

function limitsIn(sentence: string): readonly string[] {
  const dated = (sentence.match(DATED) ?? []).filter((words) => /\d/.test(words));
  const phrases = [...(sentence.match(LIMITING) ?? []), ...dated];
  const quoted = [...sentence.matchAll(QUOTED)].flatMap(([, words]) => words ?? []);
  const years = sentence.match(YEAR) ?? [];
  const numbers = quantitiesIn(sentence).map(({ text }) => text);
  return [...new Set([...phrases, ...quoted, ...years, ...numbers])];
}

/** A text keeps a limit where it has all of its content words. */
export function keeps(text: string, limit: string): boolean {
  const lower = text.toLowerCase();
  const words = contentWords(limit);
  return words.length === 0 || words.every((word) => lower.includes(word));
}

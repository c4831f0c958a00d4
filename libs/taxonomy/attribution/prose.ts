import { wordsOf } from '../language/words.js';

const CODE = /```[\s\S]*?(?:```|$)/g;
const LIST_MARKS = /^\s*\d{1,2}[.)]\s/gm;

/** What is said, without code and the numbers of lists. */
export const proseIn = (text: string): string => text.replace(CODE, ' ').replace(LIST_MARKS, ' ');

export const codeIn = (text: string): string => text.match(CODE)?.join('\n') ?? '';

/** Words and numbers; 4,210 and 4210 are one number. */
export const tokensOf = (text: string): readonly string[] => wordsOf(text).map((word) => word.replaceAll(',', ''));

/** Numbers of two digits or more, and capitalised words. */
const TELLING = /\b\d[\d.,]*\d\b|\b[A-Z][a-z]{2,}/g;

/** The numbers and names of a text, each once. */
export const tellingIn = (text: string): readonly string[] => [
  ...new Set(text.match(TELLING)?.flatMap((found) => tokensOf(found))),
];

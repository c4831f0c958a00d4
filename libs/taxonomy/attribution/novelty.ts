import type { Speech } from '../narrative/narrative.js';
import type { FirstMentions } from './first-mentions.js';
import { codeIn, proseIn, tokensOf } from './prose.js';

/** Numbers, and capitalised words within a sentence. */
const TELLING = /\b\d[\d.,]*\d\b|\b\d\b|(?<=[a-z,;:(]\s)[A-Z][a-z]{2,}/g;
/** Numbers of two digits or more, and quoted words. */
const DATA = /\b\d[\d.,]*\d\b|(?<=["'])[A-Z][a-z]{2,}/g;
const ENOUGH = 5;

export interface Novelty {
  /** Share, from 0 to 1, of five or more numbers and names in what is said that nothing before had; members of the team are known. */
  readonly said: number;
  /** The same of data that stand in code. */
  readonly coded: number;
}

export function noveltyIn(first: FirstMentions): (speech: Speech) => Novelty {
  const fresh = (at: number, text: string, telling: RegExp): number => {
    const words = [...new Set(text.match(telling))].flatMap((found) => tokensOf(found));
    return Math.min(1, words.filter((word) => first.get(word) === at).length / ENOUGH);
  };
  return ({ text, at }) => ({ said: fresh(at, proseIn(text), TELLING), coded: fresh(at, codeIn(text), DATA) });
}

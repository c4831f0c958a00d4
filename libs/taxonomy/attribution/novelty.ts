import { wordsOf } from '../language/words.js';
import type { Narrative, Speech } from '../narrative/narrative.js';

/** Numbers, and capitalised words within a sentence. */
const TELLING = /\b\d[\d.,]*\d\b|\b\d\b|(?<=[a-z,;:(]\s)[A-Z][a-z]{2,}/g;
const ENOUGH = 5;

/** Share, from 0 to 1, of five or more numbers and names in a speech that nothing before it had. Code has its own. */
export function noveltyIn({ entries }: Narrative): (speech: Speech) => number {
  const first = new Map<string, number>();
  for (const { text, at } of entries) for (const word of wordsOf(text)) if (!first.has(word)) first.set(word, at);
  return ({ text, at }) => {
    const prose = text.replace(/```[\s\S]*?(?:```|$)/g, ' ');
    const telling = [...new Set(prose.match(TELLING))].flatMap((words) => wordsOf(words));
    return Math.min(1, telling.filter((word) => first.get(word) === at).length / ENOUGH);
  };
}

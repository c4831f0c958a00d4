import { quantitiesIn } from '../language/numbers.js';
import { speechesOf, type Entry, type Narrative, type Speech } from '../narrative/narrative.js';

/** A source gives a value with a tag (`1,234.5 [F3]`); a speech says what the tag stands for (`[F3] = 1,234.5`). */
export interface Citation {
  readonly speech: Speech;
  readonly tag: string;
  readonly value: string;
  /** The speech's own words. */
  readonly words: string;
}

const CITED = /\[([A-Za-z]\w{0,15})\]\s*=\s*("(?:[^"\\]|\\.)*"|[-\d.,]*\d)/g;

export const citationsOf = (narrative: Narrative): readonly Citation[] => speechesOf(narrative).flatMap(citationsIn);

export const citationsIn = (speech: Speech): readonly Citation[] =>
  [...speech.text.matchAll(CITED)].map(([words, tag = '', value = '']) => ({
    speech,
    tag,
    value: value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'),
    words,
  }));

/** Tags that a text names, in its order. */
export const tagsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\[([A-Za-z]\w{0,15}\d)\]/g)].flatMap(([, tag]) => tag ?? []);

/** What stands before a tag on its line in what was observed before a position; the source's own words. */
export function sourceOf(
  narrative: Narrative,
  tag: string,
  before: number,
): { readonly entry: Entry; readonly line: string } | undefined {
  for (const entry of narrative.entries) {
    if (entry.at >= before) return undefined;
    if (entry.kind !== 'observation') continue;
    const end = entry.text.indexOf(`[${tag}]`);
    if (
      end < 0 ||
      entry.text
        .slice(end + tag.length + 2)
        .trimStart()
        .startsWith('=')
    )
      continue;
    return { entry, line: entry.text.slice(entry.text.lastIndexOf('\n', end) + 1, end) };
  }
  return undefined;
}

/** The value that a source gives ends right before the tag. */
export function agrees(value: string, line: string): boolean {
  const number = onlyNumber(value);
  if (number === undefined) return line.toLowerCase().includes(value.toLowerCase());
  return quantitiesIn(line).at(-1)?.value === number;
}

/** A value that is a number and nothing else. */
export function onlyNumber(value: string): number | undefined {
  const [quantity, ...others] = quantitiesIn(value);
  return quantity !== undefined && others.length === 0 && quantity.text.length === value.trim().length
    ? quantity.value
    : undefined;
}

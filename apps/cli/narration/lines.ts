import { indented, oneLine } from '../rendering/fit.js';
import type { Paint } from '../terminal.js';
import type { Telling } from './tale.js';

const INDENT = '  ';

/** Something that happened, wrapped under its beginning; on one line when telling in brief. */
export function happening(text: string, { width, brief }: Telling): readonly string[] {
  if (brief) return [`${INDENT}${oneLine(text, width - INDENT.length)}`];
  const [first = '', ...rest] = indented(text, width - INDENT.length, INDENT);
  return [first, ...rest.map((line) => `${INDENT}${line}`)];
}

export const painted = (
  format: Parameters<Paint>[0],
  lines: readonly string[],
  { paint }: Telling,
): readonly string[] => lines.map((line) => paint(format, line));

/** Something that happened in the background. */
export const aside = (text: string, telling: Telling): readonly string[] =>
  painted('dim', happening(text, telling), telling);

/** Somebody's words under a heading; on one line with it when telling in brief. */
export function speech(heading: string, words: string, telling: Telling): readonly string[] {
  const { paint, width, brief } = telling;
  if (words === '') return [`${INDENT}${paint('cyan', heading)}`];
  if (!brief) return [`${INDENT}${paint('cyan', `${heading}:`)}`, ...indented(words, width)];
  const room = Math.max(width - INDENT.length - heading.length - 2, 20);
  return [`${INDENT}${paint('cyan', `${heading}:`)} ${oneLine(words, room)}`];
}

/** The beginning of a text, wrapped; a cut shows as an ellipsis. */
export function excerpt(words: string, most: number, { width }: Telling): readonly string[] {
  const lines = indented(words.trim(), width);
  return lines.length <= most ? lines : [...lines.slice(0, most), '    …'];
}

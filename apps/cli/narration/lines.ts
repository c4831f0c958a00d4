import { indented, oneLine } from '../rendering/fit.js';
import type { Telling } from './tale.js';

const INDENT = '  ';

/** A line of something that happened. */
export const happening = (text: string, { width }: Telling): string =>
  `${INDENT}${oneLine(text, width - INDENT.length)}`;

/** The same in the background. */
export const aside = (text: string, telling: Telling): string => telling.paint('dim', happening(text, telling));

/** Somebody's words under a heading; on one line with it when telling in brief. */
export function speech(heading: string, words: string, telling: Telling): readonly string[] {
  const { paint, width, brief } = telling;
  if (!brief) return [`${INDENT}${paint('cyan', heading)}`, ...indented(words, width)];
  const room = Math.max(width - INDENT.length - heading.length - 1, 20);
  return [`${INDENT}${paint('cyan', heading)} ${oneLine(words, room)}`];
}

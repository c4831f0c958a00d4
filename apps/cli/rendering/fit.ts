import { printable } from './printable.js';

/** One line of at most `length` characters; a cut shows as an ellipsis. */
export function oneLine(text: string, length: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, Math.max(length - 1, 0)).trimEnd()}…`;
}

const LEAST_ROOM = 20;

/** Text wrapped at `width` columns, every line indented; line breaks of the text are kept. */
export function indented(text: string, width: number, indent = '    '): readonly string[] {
  const room = Math.max(width - indent.length, LEAST_ROOM);
  return printable(text)
    .split('\n')
    .flatMap((line) => wrapped(line, room).map((part) => `${indent}${part}`.trimEnd()));
}

/** Our own words as lines of at most `width` columns. */
export const paragraph = (text: string, width: number): string => indented(text, width, '').join('\n');

/** A line broken at its blanks, and within words that have no room. */
export function wrapped(line: string, room: number): readonly string[] {
  const lines: string[] = [];
  let rest = line.trimEnd();
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const at = space > 0 ? space : room;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

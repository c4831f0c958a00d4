import { shortened, type Line } from './numbered-lines.js';

/** Characters of text that one question holds. */
const WINDOW = 24_000;
/** Lines that a window repeats of the one before. */
const OVERLAP = 2;

/** The lines in order, in as few windows as hold them; every line is in one, and one that is long alone is not cut. */
export function windowsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const windows: Line[][] = [];
  let open: Line[] = [];
  let size = 0;
  for (const line of lines) {
    const length = shortened(line.text).length;
    if (open.length > OVERLAP && size + length > WINDOW) {
      windows.push(open);
      open = open.slice(-OVERLAP);
      size = open.reduce((sum, { text }) => sum + shortened(text).length, 0);
    }
    open.push(line);
    size += length;
  }
  return open.length === 0 ? windows : [...windows, open];
}

import { styleText } from 'node:util';
import { printable } from './rendering/printable.js';

type Format = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it alone where colours are not wanted. */
export type Paint = (format: Format, text: string) => string;

export const plain: Paint = (_format, text) => text;
const coloured: Paint = (format, text) => styleText(format, text, { validateStream: false });

/** Where a command writes: results on stdout, everything else on stderr. */
export interface Terminal {
  /** Takes colours: what comes from outside is made printable before. */
  readonly print: (text: string) => void;
  /** Takes any text, and makes it printable. */
  readonly note: (text: string) => void;
  readonly paint: Paint;
  /** Columns of stdout. */
  readonly width: number;
  /** Where words may be shown that are taken back again; undefined when stdout is not a terminal that can do so. */
  readonly live: NodeJS.WritableStream | undefined;
  /** Where bars may be drawn; undefined when stderr is not a terminal. */
  readonly bars: NodeJS.WritableStream | undefined;
}

const DEFAULT_WIDTH = 80;

/** NO_COLOR: any text but the empty one switches colours off. A TERM that is `dumb` cannot take anything back. */
export function terminalOn(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  { NO_COLOR: noColor = '', TERM: kind }: Readonly<Record<string, string | undefined>>,
): Terminal {
  return {
    print: (text) => stdout.write(`${text}\n`),
    note: (text) => stderr.write(`${printable(text)}\n`),
    paint: stdout.isTTY && noColor === '' ? coloured : plain,
    width: stdout.isTTY ? stdout.columns : DEFAULT_WIDTH,
    live: stdout.isTTY && kind !== 'dumb' ? stdout : undefined,
    bars: stderr.isTTY ? stderr : undefined,
  };
}

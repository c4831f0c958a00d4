import { MultiBar } from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** Progress of work that falls into named parts of equal size. */
export interface Progress {
  /** One more of a part is done. */
  step(part: string): void;
  stop(): void;
}

/** A bar for each part where stderr is a terminal; elsewhere a plain line at each quarter. */
export const progressOf = (parts: readonly string[], size: number, terminal: Terminal): Progress =>
  terminal.bars === undefined ? plainProgress(parts.length * size, terminal) : barProgress(parts, size, terminal.bars);

const QUARTERS = 4;

function plainProgress(total: number, { note }: Terminal): Progress {
  let done = 0;
  return {
    step: () => {
      done += 1;
      const quarter = (count: number) => Math.floor((count * QUARTERS) / total);
      if (quarter(done) > quarter(done - 1)) note(`${done} of ${total} runs done`);
    },
    stop: () => undefined,
  };
}

function barProgress(parts: readonly string[], size: number, stream: NodeJS.WritableStream): Progress {
  const width = Math.max(...parts.map((part) => part.length));
  const format = ' {part} [{bar}] {value}/{total}  {duration_formatted}';
  const bars = new MultiBar({ format, stream, hideCursor: true, barCompleteChar: '=', barIncompleteChar: ' ' });
  const byPart = new Map(parts.map((part) => [part, bars.create(size, 0, { part: part.padEnd(width) })]));
  return {
    step: (part) => byPart.get(part)?.increment(),
    stop: () => {
      bars.stop();
    },
  };
}

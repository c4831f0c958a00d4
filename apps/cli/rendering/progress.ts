import { MultiBar } from 'cli-progress';
import type { Terminal } from '../terminal.js';
import { duration } from './numbers.js';

/** Progress of work that falls into named parts of equal size. */
export interface Progress {
  /** One more of a part is done. */
  step(part: string): void;
  stop(): void;
}

/** A bar for each part and one for all where stderr is a terminal; elsewhere a plain line at each quarter. */
export const progressOf = (parts: readonly string[], size: number, terminal: Terminal): Progress =>
  terminal.bars === undefined ? plainProgress(parts.length * size, terminal) : barProgress(parts, size, terminal.bars);

const QUARTERS = 4;

function plainProgress(total: number, { note }: Terminal): Progress {
  const start = Date.now();
  let done = 0;
  const left = () => (done === total ? '' : `, about ${duration(((Date.now() - start) / done) * (total - done))} left`);
  return {
    step: () => {
      done += 1;
      const quarter = (count: number) => Math.floor((count * QUARTERS) / total);
      if (quarter(done) > quarter(done - 1)) note(`${done} of ${total} runs done${left()}`);
    },
    stop: () => undefined,
  };
}

const ALL = 'all';
/** Updates that the remaining time is estimated from. */
const ETA_BUFFER = 50;

function barProgress(parts: readonly string[], size: number, stream: NodeJS.WritableStream): Progress {
  const width = Math.max(...parts.map((part) => part.length));
  const looks = { hideCursor: true, barCompleteChar: '=', barIncompleteChar: ' ', etaBuffer: ETA_BUFFER };
  const bars = new MultiBar({ ...looks, format: ' {part} [{bar}] {value}/{total}', stream });
  const bar = (part: string, total: number, options = {}) =>
    bars.create(total, 0, { part: part.padEnd(width) }, options);
  const byPart = new Map(parts.map((part) => [part, bar(part, size)]));
  const all = bar(ALL, parts.length * size, {
    format: ' {part} [{bar}] {value}/{total}  {duration_formatted}, {eta_formatted} left',
  });
  return {
    step: (part) => {
      byPart.get(part)?.increment();
      all.increment();
    },
    stop: () => {
      bars.stop();
    },
  };
}

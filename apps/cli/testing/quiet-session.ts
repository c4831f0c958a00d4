import path from 'node:path';
import type { ExitCode } from '../exit-codes.js';
import type { Session } from '../session.js';
import { plain } from '../terminal.js';

/** A session that keeps what was printed. Its server is a small stand-in. */
export function quietSession(env: Session['env'] = {}) {
  const [printed, noted]: [string[], string[]] = [[], []];
  const interruption = new AbortController();
  const ended: ExitCode[] = [];
  const session: Session = {
    terminal: {
      print: (text) => printed.push(text),
      note: (text) => noted.push(text),
      paint: plain,
      width: 100,
      live: undefined,
      bars: undefined,
    },
    env,
    signal: interruption.signal,
    server: { command: process.execPath, args: [path.join(import.meta.dirname, 'fake-local.mjs')] },
    end: (code) => ended.push(code),
  };
  return {
    session,
    printed,
    noted,
    ended,
    interrupt: () => {
      interruption.abort();
    },
  };
}

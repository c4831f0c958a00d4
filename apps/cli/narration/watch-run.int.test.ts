import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { apiAt } from '../api/api.js';
import { cannedServer, stream } from '../testing/canned-server.js';
import { quietSession } from '../testing/quiet-session.js';
import { cloudEventOf, completed, graded, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';
import { watchRun } from './watch-run.js';

const EVENTS = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1), graded(true));
const sse = (from: number, to: number): string =>
  EVENTS.slice(from - 1, to)
    .map((event) => `id: ${event.sequence}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`)
    .join('');
const words = (attempt: number, n: number, text: string): string =>
  `event: turn.delta\ndata: ${JSON.stringify({ turnId: 'peer-1.1', attempt, n, text })}\n\n`;

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function watched(isTerminal: boolean) {
  const spoken = [words(1, 1, 'It may be '), words(2, 1, 'It is 42'), words(2, 2, ', I say')];
  const server = await cannedServer(stream('hangs', sse(1, 1), ...spoken, sse(2, 4)));
  close = server.close;
  const { session, printed } = quietSession();
  const screen = new PassThrough({ encoding: 'utf8' });
  const terminal = { ...session.terminal, live: isTerminal ? screen : undefined };
  const events = await watchRun(terminal, apiAt(server.url, session.signal), RUN_ID);
  return { events, printed: printed.join('\n'), shown: String(screen.read() ?? ''), asked: server.requests[0]?.url };
}

const ERASE_LINE = '\u001B[2K';

describe('a run that is watched', () => {
  it('on a terminal shows what is said, takes it back, and tells it once', async () => {
    const { events, printed, shown } = await watched(true);
    expect(events).toEqual(EVENTS);
    expect(stripVTControlCharacters(shown)).toContain('It is 42, I say');
    const end = shown.slice(shown.lastIndexOf(', I say'));
    expect(end).toContain(ERASE_LINE);
    expect(stripVTControlCharacters(end).replace(', I say', '').trim()).toBe('');
    expect(printed).not.toContain('I say');
    expect(printed.match(/answer of peer-1/g)).toHaveLength(1);
  });

  it('elsewhere tells events alone', async () => {
    const { printed, shown, asked } = await watched(false);
    expect({ shown, asked }).toEqual({ shown: '', asked: expect.stringContaining('deltas=false') });
    expect(printed).toContain('answer of peer-1');
  });
});

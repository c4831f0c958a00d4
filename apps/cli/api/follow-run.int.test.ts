import { afterEach, describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { cannedServer, json, stream, type Reply } from '../testing/canned-server.js';
import { cloudEventOf, completed, graded, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';
import { apiAt } from './api.js';
import { followRun, type Patience } from './follow-run.js';

const EVENTS = runOf(started(), submitted('peer-1', 1, '42 = 6 × 7'), completed('peer-1', 1), graded(true));
const PATIENCE: Patience = { silenceMs: 5_000, firstPauseMs: 5, longestPauseMs: 5, attempts: 4 };

const sse = (from: number, to: number): string =>
  EVENTS.slice(from - 1, to)
    .map((event) => `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`)
    .join('');

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function follow(replies: readonly [Reply, ...Reply[]], { patience = PATIENCE, seen = [] as RunEvent[] } = {}) {
  const server = await cannedServer(...replies);
  close = server.close;
  const api = apiAt(server.url, new AbortController().signal);
  for await (const event of followRun(api, RUN_ID, patience)) seen.push(event);
  return { seen, asked: server.requests.map((request) => request.headers['last-event-id']) };
}

describe('followRun', () => {
  it('reads events to the grade and lets an open stream go', async () => {
    const { seen, asked } = await follow([stream('hangs', ': hello\n\n', sse(1, 4))]);
    expect(seen).toEqual(EVENTS);
    expect(asked).toEqual(['0']);
  });

  it('resumes after a broken connection behind the last event it has', async () => {
    const { seen, asked } = await follow([stream('breaks', sse(1, 2)), stream('hangs', sse(3, 4))]);
    expect(seen).toEqual(EVENTS);
    expect(asked).toEqual(['0', '2']);
  });

  it('drops half an event at a break and what a server repeats', async () => {
    const half = sse(2, 2).slice(0, 60);
    const { seen, asked } = await follow([stream('breaks', sse(1, 1), half), stream('hangs', sse(1, 4))]);
    expect(seen).toEqual(EVENTS);
    expect(asked).toEqual(['0', '1']);
  });

  it('waits for a grade that is due over a break, and takes the end of the stream as its absence', async () => {
    const late = await follow([stream('breaks', sse(1, 3)), stream('hangs', sse(4, 4))]);
    expect(late.seen).toEqual(EVENTS);
    await close();
    const never = await follow([stream('ends', sse(1, 3))]);
    expect(never).toEqual({ seen: EVENTS.slice(0, 3), asked: ['0'] });
  });

  it('comes back when the server ends the stream of a run that goes on', async () => {
    const { seen, asked } = await follow([stream('ends', sse(1, 2)), stream('ends', sse(3, 4))]);
    expect(seen).toEqual(EVENTS);
    expect(asked).toEqual(['0', '2']);
  });

  it('opens a connection anew that has fallen silent', async () => {
    const patience = { ...PATIENCE, silenceMs: 500 };
    const { seen } = await follow([stream('hangs', sse(1, 2)), stream('hangs', sse(3, 4))], { patience });
    expect(seen).toEqual(EVENTS);
  });

  it('never passes over a missing event', async () => {
    const seen: RunEvent[] = [];
    const following = follow([stream('ends', sse(1, 1), sse(3, 3))], { seen });
    await expect(following).rejects.toMatchObject({
      exitCode: 70,
      message: expect.stringContaining('event 3 after event 1'),
    });
    expect(seen).toEqual(EVENTS.slice(0, 1));
  });

  it('hears words between events where it wants them, and asks for none where it does not', async () => {
    const words = { turnId: 'peer-1.1', attempt: 1, n: 1, text: '42' };
    const frame = (data: object) => `event: turn.delta\ndata: ${JSON.stringify(data)}\n\n`;
    const server = await cannedServer(stream('hangs', sse(1, 1), frame(words), frame({ n: 'unknown' }), sse(2, 4)));
    close = server.close;
    const api = apiAt(server.url, new AbortController().signal);
    const [heard, plain]: [unknown[], RunEvent[]] = [[], []];
    for await (const event of followRun(api, RUN_ID, { onDelta: (delta) => heard.push(delta) })) heard.push(event);
    for await (const event of followRun(api, RUN_ID)) plain.push(event);
    expect(heard).toEqual([EVENTS[0], words, ...EVENTS.slice(1)]);
    expect(plain).toEqual(EVENTS);
    expect(server.requests.map(({ url }) => url?.split('?')[1])).toEqual(['deltas=true', 'deltas=false']);
  });

  it('gives up on a server that stays away, as unreachable', async () => {
    const following = follow([stream('breaks', sse(1, 2)), stream('breaks')]);
    await expect(following).rejects.toMatchObject({ exitCode: 5, message: expect.stringContaining('lost the server') });
  });

  it('refuses an unknown run at once', async () => {
    const following = follow([json(404, { title: 'Not Found', detail: `no run has the id ${RUN_ID}` })]);
    await expect(following).rejects.toMatchObject({ exitCode: 2, message: `no run has the id ${RUN_ID}` });
  });

  it('ends with an interruption when the user interrupts', async () => {
    const server = await cannedServer(stream('hangs', sse(1, 1)));
    close = server.close;
    const interruption = new AbortController();
    const events = followRun(apiAt(server.url, interruption.signal), RUN_ID, PATIENCE);
    await events.next();
    const next = events.next();
    interruption.abort();
    await expect(next).rejects.toMatchObject({ exitCode: 130 });
  });
});

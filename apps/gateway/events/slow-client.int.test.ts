import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inProcessDeltas } from '#event-log';
import type { RunEvent, RunHistory } from '#events';
import { eventStream, recorded, runIdNumber, saying, soloTurn, startedData } from '#read-models/testing';
import { eventStreams, type EventStreams } from './event-streams.js';
import type { RunNews } from './run-news.js';

const runId = runIdNumber(1);
const EVENTS = 6000;
const TEXT = 'x'.repeat(10_000);
const WORDS = 3_000;

/** 60 MB of events that say how far they were read. */
function longHistory() {
  const stream = eventStream(runId);
  const started: RunEvent = stream.add('RunStarted', startedData());
  const turn: RunEvent = stream.add('TurnRecorded', recorded(1, { answer: saying(TEXT) }));
  const events = [started, ...Array.from({ length: EVENTS }, (_, n): RunEvent => ({ ...turn, sequence: n + 2 }))];
  let reached = 0;
  const history: RunHistory = {
    eventsOf: (_run, { from = 1 } = {}) => {
      reached = Math.max(reached, from);
      return Promise.resolve(events.slice(from - 1));
    },
    openRuns: () => Promise.resolve([runId]),
  };
  return { history, reached: () => reached };
}

const NO_NEWS = { watch: () => () => undefined, close: () => Promise.resolve() };

const baselineOf = () => Promise.resolve({ kind: 'none', runs: [] } as const);
const NO_VERDICTS = { store: { diagnoses: () => Promise.resolve([]) }, news: NO_NEWS };

describe('a client that does not read', () => {
  let server: Server;
  let client: Socket;
  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });

  /** A client that is served and does not read yet, and the response that it is served with. */
  async function connected(streams: EventStreams): Promise<{ response: ServerResponse; served: Promise<void> }> {
    const serving = new Promise<{ response: ServerResponse; served: Promise<void> }>((resolve) => {
      server.once('request', (_request, response) => {
        resolve({
          response,
          served: streams.serve(response, { runId, after: 0, deltas: true, diagnosis: false, live: false }),
        });
      });
    });
    client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    client.on('error', () => undefined);
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    return serving;
  }

  it('keeps the server from reading on, and is cut off', async () => {
    const { history, reached } = longHistory();
    const limits = { most: 1, heartbeatMs: 1000, stallMs: 100, gradeMs: 1000, verdictMs: 1000 };
    const { served } = await connected(
      eventStreams({ history, news: NO_NEWS, deltas: inProcessDeltas(), limits, baselineOf, verdicts: NO_VERDICTS }),
    );
    await served;
    expect(reached()).toBeGreaterThan(1);
    expect(reached()).toBeLessThan(EVENTS / 2);
    client.resume();
    await once(client, 'close');
  });

  it('loses words and no events, and words are not held for it', async () => {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('TurnRecorded', recorded(1));
    const ended: RunEvent = stream.add('RunCancelled', {});
    let there = 1;
    const history: RunHistory = {
      eventsOf: (_run, { from = 1 } = {}) => Promise.resolve(stream.events.slice(from - 1, there)),
      openRuns: () => Promise.resolve([runId]),
    };
    let tell = (_sequence: number): void => undefined;
    const news: RunNews<number> = {
      ...NO_NEWS,
      watch: (_run, onNews) => {
        tell = onNews;
        return () => undefined;
      },
    };
    const deltas = inProcessDeltas();
    const limits = { most: 1, heartbeatMs: 60_000, stallMs: 60_000, gradeMs: 1000, verdictMs: 1000 };
    const { response, served } = await connected(
      eventStreams({ history, news, deltas, limits, baselineOf, verdicts: NO_VERDICTS }),
    );
    let held = 0;
    for (let n = 1; n <= WORDS; n++) {
      deltas.publish(runId, { turnId: soloTurn(1), attempt: 1, n, text: TEXT });
      held = Math.max(held, response.writableLength);
      // The socket takes what it can in between.
      if (n % 100 === 0) await nextTurn();
    }
    expect(held).toBeLessThan(response.writableHighWaterMark + 2 * TEXT.length);
    there = ended.sequence;
    tell(there);
    const heard = text(client);
    client.resume();
    await served;
    const frames = (await heard).matchAll(/^(id|event): (.*)$/gm);
    const [ids, types] = [[] as number[], [] as string[]];
    for (const [, field, value = ''] of frames)
      if (field === 'id') ids.push(Number(value));
      else types.push(value);
    expect(ids).toEqual([1, 2, 3]);
    const words = types.filter((type) => type === 'turn.delta').length;
    expect(words).toBeGreaterThan(0);
    expect(words).toBeLessThan(WORDS);
  });
});

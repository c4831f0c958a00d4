import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunEvent, RunHistory } from '#events';
import { eventStream, recorded, runIdNumber, saying, startedData } from '#read-models/testing';
import { eventStreams } from './event-streams.js';

const runId = runIdNumber(1);
const EVENTS = 6000;
const TEXT = 'x'.repeat(10_000);

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

  it('keeps the server from reading on, and is cut off', async () => {
    const { history, reached } = longHistory();
    const news = { watch: () => () => undefined, close: () => Promise.resolve() };
    const limits = { most: 1, heartbeatMs: 1000, stallMs: 100, gradeMs: 1000 };
    const streams = eventStreams({ history, news, limits });
    const served = new Promise((resolve) => {
      server.once('request', (_request, response) => {
        resolve(streams.serve(response, runId, 0));
      });
    });
    client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    client.on('error', () => undefined);
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await served;
    expect(reached()).toBeGreaterThan(1);
    expect(reached()).toBeLessThan(EVENTS / 2);
    client.resume();
    await once(client, 'close');
  });
});

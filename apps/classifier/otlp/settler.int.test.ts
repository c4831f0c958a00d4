import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openReceivedTraces, splitBody, type Found, type ReceivedTraces } from '#otlp';
import { spanScript } from '#trajectory/testing';
import { settler, type Settler } from './settler.js';

const LIMITS = { bodyBytes: 1e6, spans: 100, bytes: 1e6, quietMs: 20, patienceMs: 40 };
const id = (n: number): string => n.toString(16).padStart(32, '0');

describe('a settler', () => {
  let directory: string;
  let traces: ReceivedTraces;
  let settling: Settler;
  const settled = new Map<string, Found>();
  let onSettled: () => void = () => undefined;
  const errors: unknown[] = [];

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-settler-'));
    settled.clear();
    errors.length = 0;
    start();
  });
  afterEach(async () => {
    await stop();
    rmSync(directory, { recursive: true });
  });

  function start(): void {
    const opened = openReceivedTraces({ directory, limits: LIMITS });
    traces = {
      ...opened,
      async settle(traceId, found) {
        await opened.settle(traceId, found);
        settled.set(traceId, found);
        onSettled();
      },
    };
    settling = settler({ traces, now: Date.now, onError: (error) => errors.push(error), onSettled: () => undefined });
  }
  async function stop(): Promise<void> {
    await settling.close();
    traces.close();
  }
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      onSettled = () => {
        if (settled.size >= count) resolve();
      };
      onSettled();
    });
  async function receive(n: number, { root = true } = {}): Promise<void> {
    const script = spanScript('openinference');
    const agent = root ? script.agent('ann', { trace: id(n) }) : 'f'.repeat(16);
    script.model({ trace: id(n), parent: agent, attributes: { 'session.id': 's' } });
    const { parts } = splitBody('json', Buffer.from(JSON.stringify(script.payload())));
    await traces.keep(parts, 'json', Date.now());
  }

  it('reads a trace when it has been quiet, also one without a root', async () => {
    await receive(1);
    settling.wake();
    await receive(2, { root: false });
    settling.wake();
    await until(2);
    expect(settled.get(id(1))?.findings).toEqual({ family: 'openinference', turns: 1, agents: ['ann'] });
    expect(settled.get(id(1))?.ties.sessions).toHaveLength(1);
    expect(settled.get(id(2))?.findings).toMatchObject({ turns: 1 });
    expect(errors).toEqual([]);
  });

  it('reads after a start what was received before', async () => {
    await receive(1);
    await stop();
    start();
    settling.wake();
    await until(1);
    expect(await traces.trace(id(1))).toMatchObject({ findings: { turns: 1 } });
  });

  it('reads a trace again when more of it has come', async () => {
    await receive(1);
    settling.wake();
    await until(1);
    settled.clear();
    await receive(1);
    settling.wake();
    await until(1);
    expect(await traces.trace(id(1))).toMatchObject({ spans: 4, findings: { turns: 1 } });
  });

  it('begins nothing after it was closed', async () => {
    await receive(1);
    await settling.close();
    settling.wake();
    expect(settled.size).toBe(0);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JudgingError, traceReading } from '#diagnosis';
import { FROM_SOURCE } from '#diagnosis/testing';
import { openReceivedTraces } from '#otlp';
import { StoreError } from '#store';
import type { Found, ReceivedTraces } from '#trajectory';
import { MOST_TRIES } from '#trajectory';
import { partsOf, spanScript, traceOfValues } from '#trajectory/testing';
import type { DueWork } from './due-work.js';
import { traceWork } from './trace-work.js';

const LIMITS = { bodyBytes: 1e6, spans: 100, bytes: 1e8, quietMs: 20, patienceMs: 40 };
const CLAIM_MS = 60_000;
const BACKOFF = { leastMs: 1, mostMs: 4 };
const id = (n: number): string => n.toString(16).padStart(32, '0');
type Judge = (traceId: string, stopping?: AbortSignal) => Promise<void>;

describe('work on traces', () => {
  let directory: string;
  let traces: ReceivedTraces;
  const reading = traceReading(
    {
      trace: (traceId) => traces.trace(traceId),
      companions: (traceId) => traces.companions(traceId),
      bodies: (traceIds) => traces.bodies(traceIds),
    },
    FROM_SOURCE,
  );
  let work: Pick<DueWork, 'wake' | 'close'>;
  let judge: Judge;
  let bodies: ReceivedTraces['bodies'];
  let release: ReceivedTraces['release'];
  const settled = new Map<string, Found>();
  const judged: string[] = [];
  let onProgress: () => void = () => undefined;
  const errors: unknown[] = [];
  /** Of the clock, and whether claims whose work has failed have run out by then. */
  let [aheadMs, runOutAtOnce] = [0, false];

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-work-'));
    settled.clear();
    judged.length = errors.length = 0;
    [aheadMs, runOutAtOnce] = [0, false];
    judge = () => Promise.resolve();
    start();
  });
  afterAll(() => reading.close());
  afterEach(async () => {
    await stop();
    rmSync(directory, { recursive: true });
  });

  function start(backoff = BACKOFF): void {
    const opened = openReceivedTraces({ directory, limits: LIMITS });
    bodies = (traceIds) => opened.bodies(traceIds);
    release = (claim, at) => opened.release(claim, at);
    traces = {
      ...opened,
      bodies: (traceIds) => bodies(traceIds),
      release: (claim, at) => release(claim, at),
      async settle(traceId, found, at) {
        await opened.settle(traceId, found, at);
        settled.set(traceId, found);
        onProgress();
      },
    };
    const diagnosisOf = async (traceId: string, stopping?: AbortSignal) => {
      judged.push(traceId);
      onProgress();
      await judge(traceId, stopping);
      const spans = (await traces.trace(traceId))?.spans ?? 0;
      await traces.keepDiagnosis(traceId, spans, 'said');
      onProgress();
      return [];
    };
    const onError = (error: unknown) => {
      errors.push(error);
      if (runOutAtOnce) aheadMs += CLAIM_MS;
      onProgress();
    };
    work = traceWork({
      traces,
      reading,
      diagnosisOf,
      now: () => Date.now() + aheadMs,
      claimMs: CLAIM_MS,
      backoff,
      onError,
    });
  }
  async function stop(): Promise<void> {
    await work.close();
    traces.close();
  }
  const until = (isWished: () => boolean | Promise<boolean>) =>
    new Promise<void>((resolve, reject) => {
      const look = async () => {
        if (await isWished()) resolve();
      };
      onProgress = () => {
        look().catch(reject);
      };
      onProgress();
    });
  const isKept = (n: number) => async () => (await traces.diagnosis(id(n))) === 'said';
  const isUnread = (n: number) => settled.get(id(n))?.findings.turns === 0;
  async function receive(n: number, { root = true, says = 'x' } = {}): Promise<void> {
    const script = spanScript('openinference');
    const agent = root ? script.agent('ann', { trace: id(n) }) : 'f'.repeat(16);
    script.model({ trace: id(n), parent: agent, says, attributes: { 'session.id': 's' } });
    await traces.keep(partsOf(script.payload()), Date.now());
  }

  it('reads a trace when it has been quiet, also one without a root', async () => {
    await receive(1);
    work.wake();
    await receive(2, { root: false });
    work.wake();
    await until(() => settled.size >= 2);
    const profile = { service: 'tests', ending: { status: 'ok' }, architecture: 'single', hasContent: true };
    expect(settled.get(id(1))?.findings).toMatchObject({ family: 'openinference', turns: 1, agents: ['ann'], profile });
    expect(settled.get(id(1))?.ties.sessions).toHaveLength(1);
    expect(settled.get(id(2))?.findings).toMatchObject({ turns: 1 });
    expect(errors).toEqual([]);
  });

  it('reads and judges after a start what was received before', async () => {
    await receive(1);
    await stop();
    start();
    work.wake();
    await until(isKept(1));
    expect(await traces.trace(id(1))).toMatchObject({ findings: { turns: 1 } });
    expect(judged).toEqual([id(1)]);
  });

  it('reads and judges a trace again when more of it has come', async () => {
    await receive(1);
    work.wake();
    await until(isKept(1));
    await receive(1, { says: 'more' });
    work.wake();
    await until(async () => judged.length > 1 && (await isKept(1)()));
    expect(await traces.trace(id(1))).toMatchObject({ spans: 4, findings: { turns: 1, spans: 2 } });
  });

  it('reads on while it judges, and has what it was judging judged by whoever comes next', async () => {
    const begun = Promise.withResolvers<undefined>();
    judge = (_, stopping) => {
      begun.resolve(undefined);
      return new Promise((_resolve, reject) => {
        stopping?.addEventListener('abort', () => {
          reject(new Error('told to stop'));
        });
      });
    };
    await receive(1);
    work.wake();
    await begun.promise;
    await receive(2);
    work.wake();
    await until(() => settled.has(id(2)));
    await stop();
    expect(errors).toEqual([]);
    judge = () => Promise.resolve();
    start();
    work.wake();
    await until(async () => (await isKept(1)()) && (await isKept(2)()));
    expect(judged).toHaveLength(3);
  });

  it('gives up on a trace that cannot be judged, not on the others', async () => {
    runOutAtOnce = true;
    judge = (traceId) => (traceId === id(1) ? Promise.reject(new Error('too odd')) : Promise.resolve());
    await receive(1);
    await receive(2);
    work.wake();
    await until(async () => errors.length === 3 && (await isKept(2)()));
    expect(await traces.nextDue('judging')).toBeUndefined();
  });

  it('waits while others are judged, however often it has to ask', async () => {
    let asked = 0;
    judge = () =>
      ++asked <= 2 * MOST_TRIES ? Promise.reject(new JudgingError('busy', 'ask again')) : Promise.resolve();
    await receive(1);
    work.wake();
    await until(isKept(1));
    expect(errors).toEqual(new Array<string>(2 * MOST_TRIES).fill('ask again'));
  });

  it('waits for a store that does not answer, also to be told that nothing was done', async () => {
    await receive(1);
    const opened = { bodies, release };
    let refusals = 4 * MOST_TRIES;
    const refusing =
      <Given extends readonly unknown[], T>(work: (...given: Given) => Promise<T>) =>
      (...given: Given): Promise<T> =>
        refusals-- > 0 ? Promise.reject(new StoreError('store_unavailable', 'no answer')) : work(...given);
    bodies = refusing(opened.bodies);
    release = refusing(opened.release);
    work.wake();
    await until(isKept(1));
    expect(settled.get(id(1))?.findings.turns).toBe(1);
  });

  it('is closed at once while it waits, and has given back what it waits with', async () => {
    await stop();
    start({ leastMs: 60_000, mostMs: 60_000 });
    judge = () => Promise.reject(new JudgingError('busy', 'ask again'));
    await receive(1);
    work.wake();
    await until(() => errors.length > 0);
    await work.close();
    expect(await traces.claim('judging', Date.now(), Date.now() + CLAIM_MS)).toMatchObject({ tries: 1 });
  });

  it('leaves a trace unread that it often began to read and never did, says so once, and goes on', async () => {
    await receive(1);
    await receive(2);
    runOutAtOnce = true;
    const read = bodies;
    bodies = (traceIds) => (traceIds.includes(id(1)) ? Promise.reject(new Error('died')) : read(traceIds));
    work.wake();
    await until(() => isUnread(1) && isKept(2)());
    expect(errors.map(String)).toEqual([
      ...new Array<string>(MOST_TRIES).fill('Error: died'),
      `trace ${id(1)} is left unread: reading it was begun 3 times and never ended`,
    ]);
    expect(judged).toEqual([id(2)]);
    for (const stage of ['reading', 'judging'] as const) expect(await traces.nextDue(stage)).toBeUndefined();
  });

  it('leaves a trace unread that holds more than can be read', async () => {
    await traces.keep(traceOfValues(id(1), 5_000_000), Date.now());
    await receive(2);
    work.wake();
    await until(() => isUnread(1) && isKept(2)());
    expect(errors).toEqual([`trace ${id(1)} is left unread: it holds more than is read at once`]);
    expect(judged).toEqual([id(2)]);
  });

  it('begins nothing after it was closed', async () => {
    await receive(1);
    await work.close();
    work.wake();
    expect(settled.size).toBe(0);
  });
});

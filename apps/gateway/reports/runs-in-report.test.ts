import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { JudgingError } from '#diagnosis';
import { LogError } from '#event-log';
import type { RunRow } from '#read-models';
import { BlobError, type Store } from '#store';
import type { ReceivedTrace } from '#trajectory';
import { askedInTurn } from './asked-in-turn.js';
import { Problem } from '../http/problem.js';
import { finishedRuns } from './finished-runs.js';
import { receivedRuns } from './received-runs.js';

const profile = { ending: { status: 'ok' }, startedAt: 0, endedAt: 1, hasContent: true } as const;
const trace = (traceId: string): ReceivedTrace => ({
  traceId,
  receivedAt: 1,
  updatedAt: 1,
  spans: 1,
  bytes: 7,
  hasRoot: true,
  findings: { turns: 1, agents: [], profile },
});
const traces = { page: () => Promise.resolve({ traces: [trace('a'), trace('b')] }) };
const asked = { scope: { received: true }, limit: 9, gone: new AbortController().signal } as const;

describe('runs in a report', () => {
  it('are asked for four at a time, and told in their order', async () => {
    let [open, most] = [0, 0];
    const ask = async (item: number) => {
      most = Math.max(most, (open += 1));
      await setImmediate();
      open -= 1;
      return item * 2;
    };
    const items = Array.from({ length: 9 }, (_, index) => index);
    expect(await askedInTurn(items, ask, asked.gone)).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  it('are no longer asked for once the client has gone', async () => {
    const client = new AbortController();
    const heard: number[] = [];
    const ask = (item: number) => {
      heard.push(item);
      client.abort();
      return setImmediate(item);
    };
    await expect(askedInTurn([1, 2, 3, 4, 5, 6], ask, client.signal)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(heard).toEqual([1]);
  });

  it('are refused as a diagnosis is, where too many wait to be judged', async () => {
    const diagnosisOfTrace = () => Promise.reject(new JudgingError('busy', '32 runs wait to be diagnosed'));
    await expect(receivedRuns(asked, { traces, diagnosisOfTrace })).rejects.toMatchObject({
      kind: 'unavailable',
      detail: '32 runs wait to be diagnosed',
    });
  });

  it.each([
    ['were pruned meanwhile', new Problem('not-found', 'run r has not started')],
    ['are damaged', new LogError('unreadable', 'run r cannot be restored')],
    ['have a damaged text', new BlobError('blob_damaged', 'a blob of run r is damaged')],
  ])('are without those that %s', async (_what, refusal) => {
    const run = { runId: 'r', status: 'completed', startedAt: 1 } as unknown as RunRow;
    const store = { runs: () => Promise.resolve({ items: [{ run, revision: 1 }] }) } as unknown as Pick<Store, 'runs'>;
    const diagnosisOf = () => Promise.reject(refusal);
    const all = { ...asked, scope: {} };
    expect(await finishedRuns(all, { store, diagnosisOf })).toEqual({ runs: [], isCut: false, gone: 1 });
  });

  it('are without those whose trace had to make room meanwhile', async () => {
    const diagnosisOfTrace = (id: string) => Promise.resolve(id === 'a' ? [] : undefined);
    expect(await receivedRuns(asked, { traces, diagnosisOfTrace })).toEqual({
      runs: [],
      isCut: false,
      traces: { traces: 2, collecting: 0, withoutRun: 0, gone: 1 },
    });
  });
});

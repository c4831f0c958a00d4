import { afterEach, describe, expect, it } from '@jest/globals';
import { apiAt } from '../api/api.js';
import { cannedServer, json, stream } from '../testing/canned-server.js';
import {
  cloudEventOf,
  COMMAND_ID,
  completed,
  graded,
  RUN_ID,
  runOf,
  started,
  submitted,
} from '../testing/sample-run.js';
import { compareLive } from './compare-live.js';
import type { ComparisonPlan } from './plan.js';
import { runCells } from './run-cells.js';

const PLAN: ComparisonPlan = { comparisonId: 'mine', family: 'filings', seed: 1, tasks: 2, architectures: ['single'] };
const EVENTS = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1), graded(true));
const sse = (events = EVENTS) =>
  events.map((event) => `id: ${event.sequence}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`).join('');

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function serving(...replies: Parameters<typeof cannedServer>) {
  const server = await cannedServer(...replies);
  close = server.close;
  return { server, api: apiAt(server.url, new AbortController().signal) };
}

describe('runCells', () => {
  it('starts each cell under its key, follows it to its end and hands it on', async () => {
    const started = json(202, { runId: RUN_ID });
    const { server, api } = await serving(started, stream('ends', sse()), started, stream('ends', sse()));
    const settled: number[] = [];
    const runs = await runCells(api, PLAN, { concurrency: 1, settled: ({ cell }) => settled.push(cell.index) });
    expect(settled).toEqual([0, 1]);
    expect(runs.map(({ events }) => events)).toEqual([EVENTS, EVENTS]);
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'mine/single/0',
      undefined,
      'mine/single/1',
      undefined,
    ]);
  });

  it('starts nothing further after a failure', async () => {
    const { server, api } = await serving(json(422, { detail: 'no such thing' }));
    const work = runCells(api, PLAN, { concurrency: 1, settled: () => undefined });
    await expect(work).rejects.toMatchObject({ exitCode: 2, message: 'no such thing' });
    expect(server.requests).toHaveLength(1);
  });

  it('names a run whose start was refused', async () => {
    const data = {
      command: 'StartRun',
      commandId: COMMAND_ID,
      code: 'team_invalid',
      message: 'a team of none',
    } as const;
    const refused = runOf(['CommandRejected', data]);
    const { api } = await serving(json(202, { runId: RUN_ID }), stream('ends', sse(refused)));
    const work = runCells(api, PLAN, { concurrency: 1, settled: () => undefined });
    await expect(work).rejects.toThrow(`run ${RUN_ID} could not start: a team of none`);
  });
});

describe('compareLive', () => {
  const terminal = { print: () => undefined, paint: (_: unknown, text: string) => text, width: 80, bars: undefined };

  it('notes progress in plain lines where there is no terminal', async () => {
    const started = json(202, { runId: RUN_ID });
    const { api } = await serving(started, stream('ends', sse()), started, stream('ends', sse()));
    const notes: string[] = [];
    await compareLive(api, PLAN, 1, { ...terminal, note: (text) => notes.push(text) });
    expect(notes).toEqual(['1 of 2 runs done', '2 of 2 runs done']);
  });

  it('says how a comparison that lost its server goes on', async () => {
    const { api } = await serving(json(503, { detail: 'the disk is full' }));
    const work = compareLive(api, PLAN, 1, { ...terminal, note: () => undefined });
    await expect(work).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringMatching(/^the disk is full; .*parley compare --comparison mine/),
    });
  });
});

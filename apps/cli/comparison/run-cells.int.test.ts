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
import { EXPERIMENT } from '../testing/sample-comparison.js';
import type { Experiment } from './experiment.js';
import { runCells } from './run-cells.js';
import { runExperiment } from './run-experiment.js';

const ONE: Experiment = { ...EXPERIMENT, systems: EXPERIMENT.systems.slice(0, 1) };
const EVENTS = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1), graded(true));
const REAL = runOf(started({ rehearsed: false }), submitted('peer-1', 1, '42'), completed('peer-1', 1), graded(true));
const sse = (events = EVENTS) =>
  events.map((event) => `id: ${event.sequence}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`).join('');
const ACCEPTED = json(202, { runId: RUN_ID });
const nothing = () => undefined;

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function serving(...replies: Parameters<typeof cannedServer>) {
  const server = await cannedServer(...replies);
  close = server.close;
  return { server, api: apiAt(server.url, new AbortController().signal) };
}

describe('runCells', () => {
  it('starts each cell under its key, follows it to its end and hands it on', async () => {
    const { server, api } = await serving(ACCEPTED, stream('ends', sse()), ACCEPTED, stream('ends', sse()));
    const settled: unknown[] = [];
    const { runs, stopped } = await runCells(api, ONE, ({ cell }, { rehearsed }) =>
      settled.push([cell.index, rehearsed]),
    );
    expect(settled).toEqual([
      [0, true],
      [1, true],
    ]);
    expect(runs).toMatchObject([{ rehearsed: true, metrics: { outcome: 'passed' } }, { runId: RUN_ID }]);
    expect(stopped).toBeUndefined();
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'mine/single/filings/any/7/0/0',
      undefined,
      'mine/single/filings/any/7/1/0',
      undefined,
    ]);
  });

  it('starts nothing further after a failure, and names the system', async () => {
    const { server, api } = await serving(json(422, { detail: 'no such thing' }));
    const work = runCells(api, ONE, nothing);
    await expect(work).rejects.toMatchObject({ exitCode: 2, message: 'single: no such thing' });
    expect(server.requests).toHaveLength(1);
  });

  it('asks for another name where the experiment is another one', async () => {
    const errors = [{ field: 'Idempotency-Key', message: 'was sent before with another body' }];
    const { api } = await serving(json(422, { title: 'key reused', errors }));
    await expect(runCells(api, ONE, nothing)).rejects.toThrow(/^mine was started before .*give .* another name/);
  });

  it('names a run whose start was refused', async () => {
    const data = {
      command: 'StartRun',
      commandId: COMMAND_ID,
      code: 'team_invalid',
      message: 'a team of none',
    } as const;
    const refused = runOf(['CommandRejected', data]);
    const { api } = await serving(ACCEPTED, stream('ends', sse(refused)));
    await expect(runCells(api, ONE, nothing)).rejects.toThrow('single: a run could not start: a team of none');
  });
});

describe('a cost cap', () => {
  const CAPPED = { ...ONE, costCap: 1_000_000 };

  it('asks for no further run when the cost of one is not known', async () => {
    const { server, api } = await serving(ACCEPTED, stream('ends', sse(REAL)));
    const { runs, stopped } = await runCells(api, CAPPED, nothing);
    expect(runs).toHaveLength(1);
    expect(stopped).toMatch(/^the cost of a run is not known.*PARLEY_PRICES/);
    expect(server.requests).toHaveLength(2);
  });

  it('asks for none that might exceed it', async () => {
    const { server, api } = await serving(ACCEPTED);
    const { runs, stopped } = await runCells(api, { ...CAPPED, budget: { microDollars: 1_000_001 } }, nothing);
    expect(runs).toEqual([]);
    expect(stopped).toBe('the cost cap of $1.00 leaves no room for a further run after $0.0000: raise it to go on');
    expect(server.requests).toEqual([]);
  });

  it('is not touched by rehearsals', async () => {
    const { api } = await serving(ACCEPTED, stream('ends', sse()), ACCEPTED, stream('ends', sse()));
    const done = await runCells(api, CAPPED, nothing);
    expect(done.runs).toHaveLength(2);
    expect(done).not.toHaveProperty('stopped');
  });
});

describe('runExperiment', () => {
  const terminal = {
    print: nothing,
    paint: (_: unknown, text: string) => text,
    width: 80,
    live: undefined,
    bars: undefined,
  };

  it('notes progress and what is left in plain lines where there is no terminal', async () => {
    const { api } = await serving(ACCEPTED, stream('ends', sse()), ACCEPTED, stream('ends', sse()));
    const notes: string[] = [];
    await runExperiment(api, ONE, { ...terminal, note: (text) => notes.push(text) });
    expect(notes).toEqual([expect.stringMatching(/^1 of 2 runs done, about .*s left$/), '2 of 2 runs done']);
  });

  it('says how one that lost its server goes on', async () => {
    const { api } = await serving(json(503, { detail: 'the disk is full' }));
    await expect(runExperiment(api, ONE, { ...terminal, note: nothing })).rejects.toMatchObject({
      exitCode: 5,
      message: 'the disk is full; to go on where this stopped, start it again',
    });
  });
});

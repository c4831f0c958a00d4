import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { eventScript } from '#trajectory/testing';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { sampleReported } from '../testing/sample-diagnosis.js';

const TASK = { family: 'filings', seed: 1, index: 3 };
const PAIRED = { kind: 'paired', runIds: ['s'], overheadPercent: { value: 9 }, tokenRatio: { value: 3 } };
/** Each team has cost two dollars. */
const run = (n: number, architecture: string, more: object, verdict = {}) => {
  const { summary, diagnosis } = sampleReported({ run: n, architecture, verdict });
  diagnosis.facts.microDollars = { value: 2_000_000 };
  return { summary: { ...summary, architecture, ...more }, diagnosis };
};
/** Two that lack the same one, one that has its, one on a task of its own, and a single agent. */
const RUNS = [
  run(1, 'hybrid', { taskRef: TASK }),
  run(2, 'hybrid', { taskRef: TASK }, { baseline: { ...PAIRED, kind: 'family' } }),
  run(3, 'hybrid', { taskRef: TASK }, { baseline: PAIRED }),
  run(4, 'hybrid', {}),
  run(5, 'single', { taskRef: TASK }),
];
const STARTED = '0198f6a0-1b2c-7d3e-8f40-00000000beef';

describe('parley baseline', () => {
  let server: Server;
  let rehearsed: boolean;
  /** What `GET /v1/runs` lists. */
  let listed: readonly (typeof RUNS)[number][];
  const started: { readonly key: unknown; readonly body: unknown }[] = [];
  beforeEach(async () => {
    started.length = 0;
    rehearsed = true;
    listed = RUNS;
    server = createServer((request, response) => {
      void answer(request).then((body) => {
        const isStream = typeof body === 'string';
        response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
        response.statusCode = request.method === 'POST' ? 202 : 200;
        response.end(isStream ? body : JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function answer(request: IncomingMessage): Promise<object | string> {
    const { url = '', method, headers } = request;
    if (method === 'POST') {
      started.push({ key: headers['idempotency-key'], body: await json(request) });
      return { runId: STARTED, status: 'accepted' };
    }
    const of = RUNS.find(({ summary }) => url.startsWith(`/v1/runs/${summary.runId}/`));
    if (of !== undefined && url.endsWith('/diagnosis')) return of.diagnosis;
    if (url.includes(STARTED)) return `id: 1\nevent: x\ndata: ${JSON.stringify(rejected)}\n\n`;
    if (of !== undefined) return { events: url.includes('from=1&') ? [startOf(of.summary.runId)] : [], next: 2 };
    return { runs: listed.map(({ summary }) => summary) };
  }
  const envelope = (type: string, runId: string) => ({
    specversion: '1.0',
    id: `${runId}:1`,
    source: '/parley/orchestrator',
    type,
    subject: runId,
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    tenant: 'default',
    sequence: 1,
    causationid: '0198f6a0-1b2c-7d3e-9f40-000000000022',
    correlationid: runId,
  });
  const startOf = (runId: string) => ({
    ...envelope('parley.run-started.v1', runId),
    data: {
      ...eventScript({ architecture: 'hybrid', agents: ['lead', 'worker'], rehearsed }).events[0]!.data,
      comparisonId: 'c1',
    },
  });
  const rejected = {
    ...envelope('parley.command-rejected.v1', STARTED),
    data: {
      command: 'StartRun',
      commandId: '0198f6a0-1b2c-7d3e-9f40-000000000022',
      code: 'price_unknown',
      message: 'no price',
    },
  };

  async function printedBy(...more: readonly string[]): Promise<string> {
    const { session, printed } = quietSession();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await programOf(session).parseAsync(['baseline', '--server', url, ...more], { from: 'user' });
    return printed.join('\n');
  }
  const baseline = async (...more: readonly string[]): Promise<unknown> =>
    JSON.parse(await printedBy('--json', ...more));

  it('runs what is missing once, on the same task, seed and model, in the same comparison', async () => {
    const done = await baseline();
    expect(started).toMatchObject([
      {
        key: 'baseline/c1/filings/any/1/3/rehearsal/mid',
        body: {
          taskRef: TASK,
          system: { architecture: 'single', model: { provider: 'rehearsal', model: 'mid' } },
          seed: 1,
          comparisonId: 'c1',
        },
      },
    ]);
    expect(done).toEqual({
      runs: [{ runId: STARTED, status: 'refused' }],
      paired: 1,
      ownTasks: 1,
      left: 0,
    });
  });

  it('says where there are older runs than it has looked at', async () => {
    const newer = run(6, 'single', { taskRef: TASK });
    listed = [...Array.from({ length: 997 }, () => newer), ...RUNS];
    const cut = /^only the newest 1000 finished runs/;
    expect(await baseline()).toMatchObject({ paired: 1, ownTasks: 0, cut: expect.stringMatching(cut) as unknown });
    expect(await printedBy()).toContain('Cut: only the newest 1000');
  });

  it('has a cap of a dollar where a vendor would be paid', async () => {
    rehearsed = false;
    expect(await baseline()).toMatchObject({
      runs: [],
      left: 1,
      stopped: expect.stringMatching(/^the cost cap of \$1.00/) as unknown,
    });
    expect(started).toEqual([]);
    expect(await baseline('--max-cost', '3')).toMatchObject({ runs: [{ runId: STARTED }], left: 0 });
  });
});

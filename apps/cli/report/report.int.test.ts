import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drift, driftElsewhere, traceNumber } from '#reports/testing';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { sampleReported } from '../testing/sample-diagnosis.js';
import { sampleReceived } from '../testing/sample-received.js';

const runs = [
  sampleReported({ run: 1, task: 1 }),
  sampleReported({ run: 2, task: 1, architecture: 'hybrid', passed: false, verdict: drift('worker-1') }),
];

const asked: string[] = [];
/** The first of two traces is of the same run as the last; one is gone when it is asked for, and one still being collected. */
const received = [
  sampleReceived({ run: 1, profile: { architecture: 'centralized' }, verdict: driftElsewhere }),
  sampleReceived({ run: 3, profile: { service: 'other' } }),
];
const summaryOf = (n: number) => ({ traceId: traceNumber(n), status: 'complete', profile: received[0]!.profile });
const PAGES: Readonly<Record<string, object>> = {
  first: { traces: [summaryOf(1), { traceId: traceNumber(9), status: 'collecting' }, summaryOf(5)], next: 'more' },
  more: { traces: [summaryOf(3), { traceId: traceNumber(4), status: 'complete' }, summaryOf(2)] },
};
const RUNS: Readonly<Record<string, readonly object[]>> = {
  [traceNumber(1)]: received.slice(0, 1),
  [traceNumber(2)]: received.slice(0, 1),
  [traceNumber(3)]: received.slice(1),
};

describe('parley report --received', () => {
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const { pathname, searchParams } = new URL(url, 'http://x');
    const traceId = /^\/v1\/traces\/(\w+)\/diagnosis$/.exec(pathname)?.[1];
    const answer =
      traceId === undefined
        ? PAGES[searchParams.get('cursor') ?? 'first']
        : RUNS[traceId] && { traceId, runs: RUNS[traceId] };
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(JSON.stringify(answer ?? { detail: 'no spans of it are kept' }));
  });
  beforeEach(async () => {
    asked.length = 0;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function report(...words: string[]): Promise<string> {
    const { session, printed } = quietSession();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await programOf(session).parseAsync(['report', '--server', url, '--received', ...words], { from: 'user' });
    return printed.join('\n');
  }

  it('tells each run once, page by page, and what is not in it', async () => {
    expect(JSON.parse(await report('--json'))).toMatchObject({
      runs: 2,
      received: { traces: 6, collecting: 1, withoutRun: 1, gone: 1, services: 2 },
      groups: [{ received: { service: 'other' } }, { received: { service: 'shop' }, architecture: 'centralized' }],
      cases: [{ runId: traceNumber(1), service: 'shop', traceId: 'e'.repeat(32) }],
    });
    expect(asked.slice(0, 2)).toEqual(['/v1/traces?limit=200', '/v1/traces?limit=200&cursor=more']);
    expect(await report()).toContain('Failures of 2 runs of others');
  });

  it('is of one service where that is said', async () => {
    expect(JSON.parse(await report('--json', '--service', 'shop', '--since', '1d'))).toMatchObject({ runs: 1 });
    expect(asked[0]).toMatch(/^\/v1\/traces\?limit=200&service=shop&since=\d+$/);
  });

  it.each([
    ['--family is for runs of Parley', ['--family', 'filings']],
    ['--embeddings is for runs of Parley', ['--embeddings', 'openai/x']],
  ])('says that %s', async (words, options) => {
    await expect(report(...options)).rejects.toThrow(words);
  });
});

describe('parley report', () => {
  let directory: string;
  let told: readonly string[] = [];
  let damaged: string | undefined;
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === `/v1/runs/${damaged}/diagnosis`) {
      response.statusCode = 500;
      response.end(JSON.stringify({ type: 'urn:parley:problem:damaged', detail: 'it cannot be restored' }));
      return;
    }
    const of = runs.find(({ summary }) => url === `/v1/runs/${summary.runId}/diagnosis`);
    const open = { ...runs[0]!.summary, status: 'running' };
    response.end(
      JSON.stringify(
        of?.diagnosis ?? {
          runs: url.includes('family=nope')
            ? []
            : [open, ...runs.map(({ summary }) => ({ ...summary, taskRef: { family: 'filings', seed: 1, index: 0 } }))],
        },
      ),
    );
  });
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-report-'));
    asked.length = 0;
    damaged = undefined;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  async function report(...words: string[]): Promise<string> {
    const { session, printed, noted } = quietSession();
    told = noted;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await programOf(session).parseAsync(['report', '--server', url, ...words], { from: 'user' });
    return printed.join('\n');
  }

  it('diagnoses the finished runs in scope, and tells and writes what comes of it', async () => {
    const [html, csv] = [path.join(directory, 'r.html'), path.join(directory, 'r.csv')];
    const text = await report('--family', 'filings', '--comparison', 'c1', '--html', html, '--csv', csv);
    expect(asked[0]).toBe('/v1/runs?limit=200&family=filings&comparisonId=c1');
    expect(asked).toHaveLength(3);
    expect(text).toContain('Failures of 2 finished runs (rehearsed)');
    expect(text).toContain('numerical drift by worker-1 in worker-1.1');
    expect(await readFile(html, 'utf8')).toContain('Failures of 2 finished runs');
    expect(await readFile(csv, 'utf8')).toContain('hybrid,true,1,1');
  });

  it('prints all of it as one JSON object', async () => {
    expect(JSON.parse(await report('--json'))).toMatchObject({ runs: 2, groups: [{}, { architecture: 'hybrid' }] });
  });

  it('is without a run that is damaged, and says so', async () => {
    damaged = runs[1]!.summary.runId;
    expect(JSON.parse(await report('--json'))).toMatchObject({ runs: 1, gone: 1 });
    expect((await report()).replace(/\s+/g, ' ')).toContain('or because they are damaged: 1 run.');
  });

  it('leaves out what was started before', async () => {
    expect(await report('--since', '1d')).toContain('No finished runs are in scope');
    expect(asked).toHaveLength(1);
  });

  it('writes every file also where nothing matches, and says so with the families that there are', async () => {
    const [html, csv, markdown] = ['r.html', 'r.csv', 'r.md'].map((name) => path.join(directory, name));
    await writeFile(html!, 'of yesterday');
    const files = ['--html', html!, '--csv', csv!, '--markdown', markdown!];
    expect(JSON.parse(await report('--json', '--family', 'nope', ...files))).toMatchObject({ runs: 0 });
    expect(told.join('\n')).toMatch(/nothing matched: .*Of family nope there are none; there are runs of filings/);
    const page = await readFile(html!, 'utf8');
    expect(page).toContain('family nope: 0 finished');
    expect(page).not.toMatch(/Infinity|NaN|undefined|rehearsed/);
    expect(await readFile(csv!, 'utf8')).toBe('');
    expect(await readFile(markdown!, 'utf8')).toContain('No finished runs are in scope');
  });

  it.each([
    ['--architecture', 'centralised', /must be one of centralized, .*single/],
    ['--family', 'filings,crafting', /must be one name/],
  ])('refuses %s %s', async (option, value, message) => {
    await expect(report(option, value)).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it('takes what it has printed for the earlier report', async () => {
    const earlier = path.join(directory, 'earlier.json');
    await writeFile(earlier, await report('--json'));
    expect(await report('--previous', earlier)).toContain('Then and now');
    expect(JSON.parse(await report('--json', '--previous', earlier))).toMatchObject({
      changes: { groups: [{ architecture: 'single' }, { architecture: 'hybrid' }] },
    });
    expect((await report('--family', 'filings', '--previous', earlier)).replace(/\s+/g, ' ')).toContain(
      'not of one scope (family any then, filings now)',
    );
    await writeFile(earlier, '{"groups": [], "scope": {}}');
    await expect(report('--previous', earlier)).rejects.toThrow(
      /--previous .*earlier.json: classifier is missing: give a list; give what an earlier/,
    );
  });

  it('takes the name of a service for received runs alone', async () => {
    await expect(report('--service', 'shop')).rejects.toThrow('say --received too');
  });

  it('says which file cannot be written', async () => {
    await expect(report('--html', directory)).rejects.toThrow(/--html .* cannot be written/);
  });
});

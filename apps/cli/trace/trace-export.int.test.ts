import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { otlpJsonOf, spansOf, type TraceSource } from '#spans';
import { stagedRun } from '#spans/testing';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { programOf } from '../program.js';
import { cannedServer, json, type Reply } from '../testing/canned-server.js';
import { quietSession } from '../testing/quiet-session.js';

const source: TraceSource = { resource: { 'service.name': 'parley' }, scope: { name: 'parley' } };
const trace = otlpJsonOf(spansOf(stagedRun('hybrid')), source);
const spans = trace.resourceSpans[0]!.scopeSpans[0]!.spans;

describe('parley trace export', () => {
  let directory: string;
  let receiver: OtlpReceiver;
  let noted: readonly string[];
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-trace-'));
    receiver = await openOtlpReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await rm(directory, { recursive: true });
  });

  const oneRun: readonly [Reply, ...Reply[]] = [json(200, trace)];
  const twoRuns: readonly [Reply, ...Reply[]] = [
    json(200, { runs: [{ runId: 'a' }], next: 'a' }),
    json(200, trace),
    json(200, { runs: [{ runId: 'b' }] }),
    json(200, trace),
  ];
  async function exported(...args: readonly string[]) {
    const server = await cannedServer(...(args.includes('--all') ? twoRuns : oneRun));
    const { session, printed, ...quiet } = quietSession();
    noted = quiet.noted;
    await programOf(session)
      .parseAsync(['trace', 'export', ...args, '--server', server.url], { from: 'user' })
      .finally(() => server.close());
    return { printed, asked: server.requests.map(({ url }) => url) };
  }

  it('sends a run as it was sent before', async () => {
    const { printed } = await exported('a', '--endpoint', receiver.url);
    expect(receiver.spans).toEqual(spans);
    expect(printed).toEqual([`${spans.length} spans of 1 run`]);
  });

  it('writes every run there is, one a line', async () => {
    const file = path.join(directory, 'traces.jsonl');
    const { asked, printed } = await exported('--all', '--file', file, '--json');
    expect(asked).toEqual([
      '/v1/runs?limit=200',
      '/v1/runs/a/trace',
      '/v1/runs?limit=200&cursor=a',
      '/v1/runs/b/trace',
    ]);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([trace, trace]);
    expect(JSON.parse(printed[0]!)).toEqual({ runs: 2, spans: 2 * spans.length });
  });

  it('says once that a receiver takes nothing, and ends', async () => {
    receiver.reply(() => ({ status: 401 }));
    await expect(exported('a', '--endpoint', receiver.url)).rejects.toThrow(
      `${receiver.url}/v1/traces takes no traces: HTTP 401 Unauthorized; check --endpoint`,
    );
    expect(noted).toEqual([]);
  });

  it('says that a file cannot be written', async () => {
    await expect(exported('a', '--file', directory)).rejects.toThrow(`--file ${directory} cannot be written`);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, jest } from '@jest/globals';
import { spansOf } from '#spans';
import { stagedRun, troubledRun } from '#spans/testing';
import { openMeters, recorder, runMeasures, type Meters } from '#telemetry';
import { directoryOf } from '../../tools/provision/cache.js';
import { python } from '../../tools/provision/parts/python.js';
import { describeWithServers } from '../servers/describe-with-servers.js';

jest.setTimeout(60_000);

const PROGRAM = path.resolve(import.meta.dirname, 'read_metrics.py');
const RUNS = [stagedRun('hybrid'), troubledRun()];

interface Reading {
  readonly prometheus: readonly string[];
  readonly openMetrics: readonly string[];
  readonly exemplars: readonly {
    readonly of: string;
    readonly labels: { readonly trace_id: string; readonly span_id: string };
    readonly timestamp: number;
  }[];
}

async function readInPython(texts: object): Promise<Reading> {
  const env = { ...process.env, PYTHONPATH: directoryOf(python), PYTHONDONTWRITEBYTECODE: '1' };
  const program = spawn('python3', [PROGRAM], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  program.stdin.end(JSON.stringify(texts));
  return JSON.parse(await text(program.stdout)) as Reading;
}

/** What two scrapers get, one after the other. */
async function scraped({ serve }: Meters): Promise<object> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const as = async (accept: string) => (await fetch(url, { headers: { accept } })).text();
  const texts = { prometheus: await as('text/plain'), openMetrics: await as('application/openmetrics-text') };
  server.close();
  return texts;
}

describeWithServers('a scraper in Python', ['python'], () => {
  it('reads the same samples in both formats, names and values that have to be escaped among them, and exemplars of spans', async () => {
    const began = Date.now();
    const meters = openMeters({ sends: false });
    const record = recorder(meters);
    const measures = runMeasures({ sendsTraces: true });
    for (const event of RUNS.flat()) record(measures(event));
    const odd = meters.meter.createGauge('parley.odd', { description: 'A "quote", a \\ and\na line' });
    odd.record(-1.5e-9, { 'an.odd--name': 'a "quote", a \\ and\na line', whole: 7, yes: true });
    odd.record(Infinity);
    const reading = await readInPython(await scraped(meters));
    await meters.close();

    expect(reading.openMetrics).toEqual(reading.prometheus);
    expect(reading.openMetrics.length).toBeGreaterThan(100);
    const shown = new Set(RUNS.flatMap((events) => spansOf(events).map(({ traceId, spanId }) => traceId + spanId)));
    for (const { labels, timestamp } of reading.exemplars) {
      expect(shown).toContain(labels.trace_id + labels.span_id);
      expect(timestamp * 1_000).toBeGreaterThanOrEqual(began);
    }
    expect(new Set(reading.exemplars.map(({ of }) => of))).toEqual(
      new Set([
        'gen_ai_client_inference_duration_bucket',
        'gen_ai_client_inference_operation_input_tokens_bucket',
        'gen_ai_client_inference_operation_output_tokens_bucket',
        'gen_ai_execute_tool_duration_bucket',
        'parley_run_duration_bucket',
        'parley_turn_queue_duration_bucket',
      ]),
    );
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { completion, sendJson } from '#llm/testing';
import { splitBody } from '#otlp';
import { openOtlpReceiver, type OtlpReceiver, type OtlpSpan } from '#telemetry/testing';

jest.setTimeout(180_000);

const ROOT = path.resolve(import.meta.dirname, '../..');
const FROM_SOURCES = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs'];
const TRACED = ['--import', './libs/platform/preload.ts', 'apps/local/main.ts'];

const CLIENT = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) };
const traceparent = `00-${CLIENT.traceId}-${CLIENT.spanId}-01`;
const CLIENT_KIND = 3;
const SERVER_KIND = 2;

/** A model that asks for the weather first, and the weather; both note the trace that they are part of. */
async function openOutside() {
  const traceparents: { readonly path: string; readonly traceparent: unknown }[] = [];
  const calls = [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }];
  const answers = [{ content: '', tool_calls: calls }, { content: '7' }];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { url: at = '', headers } = request;
      traceparents.push({ path: at, traceparent: headers['traceparent'] });
      sendJson(response, at.startsWith('/tool') ? { temperature: 7 } : completion(answers.shift() ?? {}));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traceparents,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('an instrumented process', () => {
  let directory: string;
  let receiver: OtlpReceiver;
  let outside: Awaited<ReturnType<typeof openOutside>>;
  let process_: ChildProcess;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-instrumented-'));
    receiver = await openOtlpReceiver();
    outside = await openOutside();
  });
  afterEach(async () => {
    process_.kill('SIGKILL');
    outside.close();
    await receiver.close();
    await rm(directory, { recursive: true });
  });

  async function started(environment: Readonly<Record<string, string>>): Promise<string> {
    process_ = spawn(process.execPath, [...FROM_SOURCES, ...TRACED], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        PARLEY_DATA: path.join(directory, 'data'),
        PARLEY_PORT: '0',
        PARLEY_LOG_LEVEL: 'error',
        PARLEY_TOOLS: await toolsFile(),
        PARLEY_BASE_URL: `${outside.origin}/v1`,
        PARLEY_MODEL: 'small',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_BSP_SCHEDULE_DELAY: '50',
        ...environment,
      },
    });
    for await (const line of createInterface({ input: process_.stdout! })) {
      if (line.includes('listening')) return (JSON.parse(line) as { listening: string }).listening;
    }
    throw new Error('the process did not start');
  }

  async function toolsFile(): Promise<string> {
    const file = path.join(directory, 'tools.json');
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const weather = { name: 'weather', description: 'Now.', parameters, method: 'GET', addresses: ['127.0.0.0/8'] };
    await writeFile(file, JSON.stringify({ http: [{ ...weather, url: `${outside.origin}/tool/{city}` }] }));
    return file;
  }

  async function runIn(url: string): Promise<string> {
    const response = await fetch(`${url}/v1/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent },
      body: JSON.stringify({
        task: { input: 'How warm is it in Oslo?', tools: ['weather'] },
        system: { architecture: 'single' },
      }),
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { runId: string }).runId;
  }

  /** Its stream of events ends with it. */
  async function runEnds(url: string): Promise<void> {
    const stream = { headers: { accept: 'text/event-stream' } };
    await (await fetch(`${url}/v1/runs/${await runIn(url)}/events`, stream)).text();
  }

  const named = (start: string) => receiver.spans.filter(({ name }) => name.startsWith(start));
  const ofInstrumentation = (kind: number) =>
    receiver.spans.filter((span) => span.kind === kind && !span.attributes.some(({ key }) => key === 'parley.span'));
  const parentsOf = (spans: readonly OtlpSpan[]) =>
    spans.map(({ traceId, parentSpanId }) => ({ traceId, parentSpanId }));
  const asParents = (spans: readonly OtlpSpan[]) =>
    spans.map(({ traceId, spanId }) => ({ traceId, parentSpanId: spanId }));

  it('hangs what it sends under the calls of runs, and passes the trace on', async () => {
    const url = await started({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await runIn(url);
    await receiver.until(() => named('invoke_workflow').length > 0 && ofInstrumentation(CLIENT_KIND).length >= 3);
    process_.kill('SIGTERM');
    await once(process_, 'exit');

    const sent = ofInstrumentation(CLIENT_KIND);
    const calls = [...named('chat'), ...named('execute_tool weather')];
    expect(calls).toHaveLength(3);
    expect(sent).toHaveLength(3);
    expect(parentsOf(sent)).toEqual(expect.arrayContaining(asParents(calls)));
    const urls = sent.flatMap(({ attributes }) => attributes.filter(({ key }) => key === 'url.full'));
    expect(urls).toHaveLength(3);
    expect(JSON.stringify(sent)).not.toContain('Oslo');
    const received = ofInstrumentation(SERVER_KIND).filter(({ name }) => name === 'POST /v1/runs');
    expect(parentsOf(received)).toEqual([{ traceId: CLIENT.traceId, parentSpanId: CLIENT.spanId }]);
    expect(parentsOf(named('invoke_workflow'))).toEqual([{ traceId: CLIENT.traceId, parentSpanId: CLIENT.spanId }]);
    const passedOn = outside.traceparents.map(({ traceparent }) => traceparent);
    expect(passedOn.sort()).toEqual(sent.map(({ spanId }) => `00-${CLIENT.traceId}-${spanId}-01`).sort());
    const requests = receiver.requests.filter(({ path: at }) => at === '/v1/traces');
    // A classifier that hears of all this does not take it for the work of another framework.
    expect(requests.flatMap(({ body }) => splitBody('json', body).parts)).toEqual([]);
  });

  it('passes the trace on to tools also where nobody is sent traces', async () => {
    const url = await started({});
    await runEnds(url);
    const [weather] = outside.traceparents.filter(({ path: at }) => at.startsWith('/tool'));
    expect(weather?.traceparent).toMatch(new RegExp(`^00-${CLIENT.traceId}-[0-9a-f]{16}-01$`));
    expect(receiver.requests).toEqual([]);
  });
});

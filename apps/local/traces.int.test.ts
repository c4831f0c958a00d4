import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FROM_SOURCE } from '#diagnosis/testing';
import { configFrom, createApplication, InfrastructureModule } from '#platform';
import { spansOf, type SpanData } from '#spans';
import { stagedRun } from '#spans/testing';
import { spanExporter } from '#telemetry';
import { spanScript } from '#trajectory/testing';
import { Module } from '@nestjs/common';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ClassifierModule } from '../classifier/classifier.module.js';
import { GatewayModule } from '../gateway/gateway.module.js';

interface TraceAnswer {
  readonly status: string;
  readonly runs: readonly object[];
}

@Module({ imports: [ClassifierModule, GatewayModule] })
class Server {}

const own = spansOf(stagedRun('centralized'));
const traceId = own[0]!.traceId;
const SOURCE = { resource: { 'service.name': 'other' }, scope: { name: 'other' } };

/** As another host of agents would send it. */
const foreign = ({ attributes, ...span }: SpanData): SpanData => ({
  ...span,
  attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.startsWith('parley.'))),
});

describe('a server that other frameworks send their spans to', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-traces-'));
  const environment = { ...process.env };
  let app: NestExpressApplication;
  let url: string;

  async function start(): Promise<void> {
    const config = configFrom({
      PARLEY_DATA: directory,
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_MAX_BODY_BYTES: '1024',
      PARLEY_TRACES_QUIET_MS: '30',
    });
    app = await createApplication(
      { module: Server, imports: [InfrastructureModule.forConfig(config, { threadArguments: FROM_SOURCE })] },
      config,
    );
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = url;
  }
  beforeAll(start);
  afterAll(async () => {
    await app.close();
    process.env = environment;
    rmSync(directory, { recursive: true });
  });

  const get = async (at: string) => {
    const response = await fetch(`${url}${at}`);
    return { status: response.status, body: (await response.json()) as TraceAnswer };
  };
  async function complete(id: string): Promise<TraceAnswer> {
    for (;;) {
      const { body } = await get(`/v1/traces/${id}`);
      if (body.status === 'complete') return body;
      await sleep(10);
    }
  }

  it('passes over the spans of its own runs', async () => {
    const exporter = spanExporter({ protocol: 'http/protobuf', source: SOURCE });
    expect(await exporter.export(own)).toEqual({ outcome: 'taken', rejected: 0 });
    expect((await get(`/v1/traces/${traceId}`)).status).toBe(404);
    expect(await get('/v1/traces')).toEqual({ status: 200, body: { traces: [] } });
  });

  it.each(['http/protobuf', 'http/json'] as const)('tells what happened, from %s', async (protocol) => {
    const exporter = spanExporter({ protocol, source: SOURCE });
    expect(await exporter.export(own.map(foreign))).toEqual({ outcome: 'taken', rejected: 0 });
    const { runs } = await complete(traceId);
    expect(runs).toMatchObject([{ family: 'gen_ai', runId: traceId }]);
    expect(runs).toHaveLength(1);
  });

  it('has what it was sent when it starts again', async () => {
    const before = await complete(traceId);
    await app.close();
    await start();
    expect(await complete(traceId)).toEqual(before);
    expect((await get('/v1/traces?limit=1')).body).toMatchObject({ traces: [{ traceId, status: 'complete' }] });
  });

  it('says what went wrong in it, under its own span, and keeps that', async () => {
    const wrong = 'd'.repeat(32);
    const script = spanScript('gen_ai');
    const agent = script.agent('adder', { trace: wrong });
    const said = [{ role: 'assistant', parts: [{ type: 'text', content: 'I add 3 + 4 = 8. My answer is 8.' }] }];
    script.model({ trace: wrong, parent: agent, attributes: { 'gen_ai.output.messages': JSON.stringify(said) } });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/v1/traces`, { method: 'POST', headers, body: JSON.stringify(script.payload()) });
    await complete(wrong);
    const { body } = await get(`/v1/traces/${wrong}/diagnosis`);
    expect(body).toMatchObject({
      traceId: wrong,
      runs: [
        {
          label: 'numerical_drift',
          agent: 'adder',
          step: 0,
          traceId: wrong,
          evidence: [{ traceId: wrong }],
          guessed: false,
          facts: { turns: 1 },
          profile: { service: 'tests', architecture: 'single', ending: { status: 'ok' }, hasContent: true },
        },
      ],
    });
    expect(await get(`/v1/traces/${wrong}/diagnosis`)).toEqual({ status: 200, body });
    expect((await get(`/v1/traces/${'e'.repeat(32)}/diagnosis`)).status).toBe(404);
  });

  it('lists those of one service, and since a time', async () => {
    const listed = async (query: string) => (await get(`/v1/traces?${query}`)).body as unknown;
    expect(await listed('service=tests')).toMatchObject({
      traces: [{ traceId: 'd'.repeat(32), profile: { service: 'tests' } }],
    });
    expect(await listed('service=nobody')).toEqual({ traces: [] });
    expect(await listed(`since=${Date.now() + 60_000}`)).toEqual({ traces: [] });
    expect((await get('/v1/traces?since=yesterday')).status).toBe(400);
  });

  it('describes how it takes them', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { readonly paths: Record<string, object> };
    expect(Object.keys(document.paths['/v1/traces'] ?? {}).sort()).toEqual(['get', 'post']);
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  });

  it('refuses pages of other sites here too', async () => {
    const body = JSON.stringify(spanScript('gen_ai').payload());
    const headers = { 'content-type': 'application/json', origin: 'http://elsewhere.example' };
    expect((await fetch(`${url}/v1/traces`, { method: 'POST', headers, body })).status).toBe(403);
  });

  it.each(['/v1/traces/zz', '/v1/traces?cursor=x', '/v1/traces?limit=0'])('refuses %s', async (at) => {
    expect((await get(at)).status).toBe(400);
  });
});

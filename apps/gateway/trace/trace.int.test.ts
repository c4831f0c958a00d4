import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diagnosisSpan, otlpJsonOf, spansOf } from '#spans';
import { stagedRun, verdictOn } from '#spans/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const events = stagedRun('centralized');
const path = `/v1/runs/${events[0]!.runId}/trace`;
const source = { resource: { 'host.id': 'parley', 'service.name': 'parley' }, scope: { name: 'parley' } };

describe('the trace of a run', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('is what is sent to a collector, in OTLP', async () => {
    await gateway.happen(events);
    const { status, body } = await gateway.get(path);
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(otlpJsonOf(spansOf(events), source))));
  });

  it('has what was said of the run, where it is at fault', async () => {
    await gateway.happen(events);
    const verdict = verdictOn(events, false);
    await gateway.diagnosed([verdict]);
    const spans = [...spansOf(events), diagnosisSpan(verdict)!];
    expect((await gateway.get(path)).body).toEqual(JSON.parse(JSON.stringify(otlpJsonOf(spans, source))));
  });

  it('has what has ended of a run that goes on', async () => {
    const open = events.slice(0, 9);
    await gateway.happen(open);
    expect((await gateway.get(path)).body).toMatchObject(otlpJsonOf(spansOf(open), source));
  });

  it('is none where there is no run', async () => {
    expect((await gateway.get(path)).status).toBe(404);
  });

  it('says nothing of what was said, unless it may', async () => {
    await gateway.happen(events);
    expect(JSON.stringify((await gateway.get(path)).body)).not.toContain('Let me look.');
    await gateway.close();
    gateway = await startGateway({
      environment: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY' },
    });
    await gateway.happen(events);
    expect(JSON.stringify((await gateway.get(path)).body)).toContain('Let me look.');
  });
});

describe('a process', () => {
  it('has its metrics at /metrics, which are no part of the API', async () => {
    const gateway = await startGateway();
    const response = await fetch(`${gateway.url}/metrics`);
    expect(await response.text()).toContain('parley_log_records_total{parley_topic="run-events"');
    expect(JSON.stringify((await gateway.get('/openapi.json')).body)).not.toContain('/metrics');
    await gateway.close();
  });
});

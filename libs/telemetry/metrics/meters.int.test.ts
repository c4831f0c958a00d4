import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spansOf } from '#spans';
import { stagedRun } from '#spans/testing';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { recorder } from './instruments.js';
import { openMeters, type Meters } from './meters.js';
import { runMeasures } from './run-measures.js';

const environment = { ...process.env };
const events = stagedRun('single');

describe('the metrics of a process', () => {
  let receiver: OtlpReceiver;
  beforeEach(async () => {
    receiver = await openOtlpReceiver();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
  });
  afterEach(async () => {
    process.env = { ...environment };
    await receiver.close();
  });
  const measure = (meters: Meters) => {
    const measuresOf = runMeasures({ sendsTraces: true });
    const record = recorder(meters);
    for (const event of events) record(measuresOf(event));
  };

  it('are there as Prometheus text, with nobody to send them to', async () => {
    const meters = openMeters({ sends: false });
    measure(meters);
    const { text } = await served(meters);
    expect(text).not.toContain(' # ');
    expect(text).toMatch(
      /^parley_run_ended_total\{parley_architecture="single",parley_run_outcome="completed".*\} 1$/m,
    );
    expect(text).toMatch(/^gen_ai_client_inference_operation_input_tokens_bucket\{.*le="16384"\} \d+$/m);
    await meters.close();
    expect(receiver.requests).toEqual([]);
  });

  it('are there as OpenMetrics for who reads that, with an example of each bucket', async () => {
    const meters = openMeters({ sends: false });
    measure(meters);
    const accept = 'application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
    const { type, text } = await served(meters, accept);
    expect(type).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(text).toMatch(/^# TYPE parley_run_ended counter\n(?:# HELP .*\n)?parley_run_ended_total\{.*\} 1$/m);
    expect(text).toMatch(
      /_bucket\{.*le="16384\.0"\} \d+(?: # \{trace_id="[0-9a-f]{32}",span_id="[0-9a-f]{16}"\} .*)?$/m,
    );
    expect(text).toMatch(/^parley_run_duration_bucket\{.*\} 1 # \{trace_id=.*\} [\d.]+ \d{10}\.?\d*$/m);
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    await meters.close();
  });

  it('say so where they cannot be had', async () => {
    const meters = openMeters({ sends: false });
    await meters.close();
    expect((await served(meters, 'application/openmetrics-text')).status).toBe(500);
  });

  it('are sent before the process ends, with exemplars whose spans are in the trace', async () => {
    const meters = openMeters({ sends: true });
    measure(meters);
    await meters.close();
    const [request] = receiver.requests;
    expect(request?.path).toBe('/v1/metrics');
    const body = request?.body.toString();
    expect(body).toContain('service.instance.id');
    const [duration] = pointsOf(JSON.parse(body ?? '') as Sent, 'gen_ai.client.inference.duration');
    const calls = spansOf(events).filter(({ attributes }) => attributes['parley.span'] === 'model_call');
    expect(duration?.exemplars.length).toBe(duration?.bucketCounts.filter((count) => count > 0).length);
    for (const { traceId, spanId, asDouble, timeUnixNano } of duration?.exemplars ?? []) {
      const shown = calls.find((call) => call.traceId === traceId && call.spanId === spanId)!;
      expect(asDouble).toBe((shown.endMs - shown.startMs) / 1_000);
      expect(BigInt(timeUnixNano)).toBeGreaterThanOrEqual(BigInt(duration!.startTimeUnixNano));
    }
  });

  it('keep no process from ending', async () => {
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '300';
    receiver.reply(() => 'hang');
    const meters = openMeters({ sends: true });
    measure(meters);
    await meters.close();
    expect(receiver.requests).toHaveLength(1);
  });
});

interface Sent {
  readonly resourceMetrics: readonly { readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[] }[];
}
interface Metric {
  readonly name: string;
  readonly histogram?: { readonly dataPoints: readonly Point[] };
}
interface Point {
  readonly startTimeUnixNano: string;
  readonly bucketCounts: readonly number[];
  readonly exemplars: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly asDouble: number;
    readonly timeUnixNano: string;
  }[];
}

const pointsOf = ({ resourceMetrics }: Sent, metric: string): readonly Point[] =>
  resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .flatMap(({ name, histogram }) => (name === metric ? (histogram?.dataPoints ?? []) : []));

async function served({ serve }: Meters, accept = '*/*') {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const response = await fetch(url, { headers: { accept } });
  const text = await response.text();
  server.close();
  return { status: response.status, type: response.headers.get('content-type'), text };
}

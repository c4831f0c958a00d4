import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { spansOf } from '#spans';
import { stagedRun } from '#spans/testing';
import { openMeters, recorder, runMeasures } from '#telemetry';
import { Partitioners } from 'kafkajs';
import { createSpansTopic } from '../tools/servers/kafka-admin.js';
import { planCollector } from '../tools/servers/plans/collector.js';
import { planJaeger } from '../tools/servers/plans/jaeger.js';
import { planKafka } from '../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../tools/servers/running-server.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { jaegerTrace } from './servers/jaeger-traces.js';
import { seenSpans } from './servers/seen-spans.js';
import { sendOtlp } from './servers/send-otlp.js';
import { readSpansTopic, spansOfTrace } from './servers/spans-topic.js';

jest.setTimeout(180_000);

const MiB = 1_048_576;
const PARTITIONS = 4;

const id = (bytes: number) => randomBytes(bytes).toString('hex');
const attribute = (key: string, value: object) => ({ key, value });

/** A root and a child that says everything that a span can say. */
function trace(traceId: string, said = 'said') {
  const [root, child] = [id(8), id(8)];
  const times = { startTimeUnixNano: '1764000000123000000', endTimeUnixNano: '1764000000456000000' };
  const attributes = [
    attribute('text', { stringValue: said }),
    attribute('whole', { intValue: '9007199254740993' }),
    attribute('double', { doubleValue: 1.5 }),
    attribute('truth', { boolValue: false }),
    attribute('list', { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } }),
  ];
  const links = [{ traceId, spanId: root, attributes: [attribute('kind', { stringValue: 'report' })] }];
  const spans = [
    { traceId, spanId: root, name: 'root', kind: 1, ...times },
    {
      traceId,
      spanId: child,
      parentSpanId: root,
      name: 'child',
      kind: 3,
      ...times,
      attributes,
      links,
      status: { code: 2 },
    },
  ];
  const resource = { attributes: [attribute('service.name', { stringValue: 'parley' })] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans }] }] };
}

describeWithServers('the collector', ['collector', 'jaeger', 'kafka'], () => {
  let [kafka, jaeger, collector]: RunningServer[] = [];
  let brokers: string;
  let endpoint: string;
  let jaegerUrl: string;
  beforeAll(async () => {
    kafka = await launch((await planKafka()).brokers[0]!);
    brokers = kafka.plan.exports.PARLEY_KAFKA_BROKERS!;
    await createSpansTopic(brokers);
    jaeger = await launch(await planJaeger('memory'));
    jaegerUrl = jaeger.plan.exports.PARLEY_JAEGER_URL!;
    collector = await launch(
      await planCollector({ jaeger: jaeger.plan.exports.JAEGER_OTLP_ENDPOINT!, kafka: brokers }),
    );
    endpoint = collector.plan.exports.OTEL_EXPORTER_OTLP_ENDPOINT!;
  });
  afterAll(() => discard([collector, jaeger, kafka].filter((server) => server !== undefined)));

  const inJaeger = (traceId: string) =>
    eventually(
      () => jaegerTrace(jaegerUrl, traceId),
      (spans) => spans.length >= 2,
    );
  const inTopic = async (traceId: string) => {
    const messages = await eventually(
      () => readSpansTopic(brokers),
      (seen) => spansOfTrace(seen, traceId).length >= 2,
    );
    return messages.filter(({ key }) => key === traceId);
  };

  it('gives every span to Jaeger and to Kafka as it was sent, by trace', async () => {
    const traceIds = [id(16), id(16), id(16)];
    const requests = new Map(traceIds.map((traceId) => [traceId, trace(traceId)]));
    for (const request of requests.values()) expect(await sendOtlp(endpoint, 'traces', request)).toBe(200);
    const partition = Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({ partitionId, leader: 1 }));
    for (const [traceId, request] of requests) {
      const sent = seenSpans(request);
      expect(await inJaeger(traceId)).toEqual(sent);
      const messages = await inTopic(traceId);
      expect(messages.flatMap(({ spans }) => spans)).toEqual(sent);
      const message = { key: traceId, value: null };
      const expected = partition({ topic: 'otlp_spans', partitionMetadata: partitionMetadata as never, message });
      expect(messages.map((one) => one.partition)).toEqual([expected]);
    }
  });

  it('lets nothing through that would be too large further on, and what it lets through arrives', async () => {
    const traceId = id(16);
    const large = trace(traceId, 'x'.repeat(15 * MiB));
    expect(await sendOtlp(endpoint, 'traces', trace(traceId, 'x'.repeat(17 * MiB)))).toBe(400);
    expect(await sendOtlp(endpoint, 'traces', large)).toBe(200);
    expect(await inJaeger(traceId)).toEqual(seenSpans(large));
    expect((await inTopic(traceId)).flatMap(({ spans }) => spans)).toEqual(seenSpans(large));
  });

  it('keeps what it has answered for through a kill, while nobody takes it', async () => {
    const traceId = id(16);
    await jaeger!.end('SIGKILL');
    await kafka!.end('SIGKILL');
    expect(await sendOtlp(endpoint, 'traces', trace(traceId))).toBe(200);
    await collector!.end('SIGKILL');
    jaeger = await launch(jaeger!.plan);
    collector = await launch(collector!.plan);
    kafka = await launch(kafka!.plan);
    expect(await inJaeger(traceId)).toHaveLength(2);
    expect((await inTopic(traceId)).flatMap(({ spans }) => spans)).toHaveLength(2);
  });

  it('shows the metrics that it is sent to whoever scrapes them', async () => {
    const point = { asInt: '42', timeUnixNano: `${Date.now()}000000` };
    const metrics = [{ name: 'parley.test', gauge: { dataPoints: [point] } }];
    const resource = { attributes: [attribute('service.name', { stringValue: 'parley' })] };
    const request = { resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: 'test' }, metrics }] }] };
    expect(await sendOtlp(endpoint, 'metrics', request)).toBe(200);
    const scraped = await eventually(
      async () => (await fetch(collector!.plan.exports.PARLEY_COLLECTOR_METRICS_URL!)).text(),
      (text) => text.includes('parley_test'),
    );
    expect(scraped).toMatch(/^parley_test\{.*service_name="parley".*\} 42$/m);
  });

  it('shows our exemplars to who reads OpenMetrics', async () => {
    const events = stagedRun('single');
    process.env['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'] = `${endpoint}/v1/metrics`;
    const meters = openMeters({ sends: true });
    const record = recorder(meters);
    const measures = runMeasures({ sendsTraces: true });
    for (const event of events) record(measures(event));
    await meters.close();
    delete process.env['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'];
    const headers = { accept: 'application/openmetrics-text; version=1.0.0' };
    const scraped = await eventually(
      async () => (await fetch(collector!.plan.exports.PARLEY_COLLECTOR_METRICS_URL!, { headers })).text(),
      (text) => text.includes('parley_run_duration'),
    );
    const run = spansOf(events).find(({ attributes }) => attributes['parley.span'] === 'run')!;
    const [shown] = /^parley_run_duration_seconds_bucket\{.* # .*$/m.exec(scraped) ?? [];
    expect(shown).toContain(`trace_id="${run.traceId}"`);
    expect(shown).toContain(`span_id="${run.spanId}"`);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { otlpJsonOf, SCHEMA_URL, spansOf, type TraceSource } from '#spans';
import { stagedRun } from '#spans/testing';
import { openOtlpReceiver, type OtlpReceiver, type Reply } from '#telemetry/testing';
import { spanExporter } from './span-exporter.js';

const spans = spansOf(stagedRun('single'));
const source: TraceSource = { resource: { 'service.name': 'parley' }, scope: { name: 'parley' } };
const environment = { ...process.env };

let receiver: OtlpReceiver;
beforeEach(async () => {
  receiver = await openOtlpReceiver();
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
  process.env['OTEL_EXPORTER_OTLP_HEADERS'] = 'authorization=Bearer%20token';
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '400';
});
afterEach(async () => {
  process.env = { ...environment };
  await receiver.close();
});
const exporter = () => spanExporter({ protocol: 'http/json', source });
const [shown] = otlpJsonOf(spans, source).resourceSpans;

describe('the exporter of spans', () => {
  it('sends what the trace view shows, with the headers of the environment', async () => {
    expect(await exporter().export(spans)).toEqual({ outcome: 'taken', rejected: 0 });
    const [request] = receiver.requests;
    expect(JSON.parse(request!.body.toString())).toMatchObject({
      resourceSpans: [{ resource: shown!.resource, scopeSpans: [{ scope: source.scope, schemaUrl: SCHEMA_URL }] }],
    });
    expect(receiver.spans).toEqual(shown!.scopeSpans[0]!.spans);
    expect(request).toMatchObject({
      path: '/v1/traces',
      headers: { 'content-type': 'application/json', authorization: 'Bearer token' },
    });
  });

  it('compresses where it is told to', async () => {
    process.env['OTEL_EXPORTER_OTLP_TRACES_COMPRESSION'] = 'gzip';
    await exporter().export(spans);
    expect(receiver.requests[0]?.headers['content-encoding']).toBe('gzip');
    expect(receiver.spans).toHaveLength(spans.length);
  });

  it('speaks protobuf too', async () => {
    const delivery = await spanExporter({ protocol: 'http/protobuf', source }).export(spans);
    expect(delivery.outcome).toBe('taken');
    const [request] = receiver.requests;
    expect(request?.headers['content-type']).toBe('application/x-protobuf');
    for (const { name, spanId } of spans) {
      expect(request?.body.includes(name)).toBe(true);
      expect(request?.body.includes(Buffer.from(spanId, 'hex'))).toBe(true);
    }
  });

  it.each<[string, Reply, object]>([
    [
      'a partial success with its count',
      { status: 200, body: { partialSuccess: { rejectedSpans: '2', errorMessage: 'too old' } } },
      { outcome: 'taken', rejected: 2, message: 'too old' },
    ],
    ['a bad request', { status: 400 }, { outcome: 'bad', reason: 'HTTP 400 Bad Request' }],
    ['too large a request', { status: 413 }, { outcome: 'bad', reason: 'HTTP 413 Payload Too Large' }],
    ['a key that is not taken', { status: 401 }, { outcome: 'not_now', reason: 'HTTP 401 Unauthorized' }],
    ['a broken connection', 'die', { outcome: 'not_now' }],
    ['no answer', 'hang', { outcome: 'not_now' }],
    [
      'a receiver that asks for more patience than there is',
      { status: 503, headers: { 'retry-after': '60' } },
      { outcome: 'not_now' },
    ],
  ])('tells %s', async (_case, reply, delivery) => {
    receiver.reply(() => reply);
    expect(await exporter().export(spans)).toMatchObject(delivery);
  });

  it('tells a partial success in protobuf', async () => {
    const body = Buffer.concat([Buffer.from([0x0a, 11, 0x08, 2, 0x12, 7]), Buffer.from('too old')]);
    receiver.reply(() => ({ status: 200, body }));
    const delivery = await spanExporter({ protocol: 'http/protobuf', source }).export(spans);
    expect(delivery).toEqual({ outcome: 'taken', rejected: 2, message: 'too old' });
  });

  it('tells it of the one request that it belongs to', async () => {
    const body = { partialSuccess: { rejectedSpans: 1 } };
    receiver.reply(({ body: { length } }) => (length > 10_000 ? { status: 200, body } : 'ok'));
    const [{ attributes }, few] = [spans[0]!, spans.slice(0, 1)];
    const long = [{ ...few[0]!, attributes: { ...attributes, 'parley.turn.id': 'x'.repeat(10_000) } }];
    const one = exporter();
    const deliveries = await Promise.all([few, long, few].map((batch) => one.export(batch)));
    expect(deliveries.map((delivery) => 'rejected' in delivery && delivery.rejected)).toEqual([0, 1, 0]);
  });

  it.each([429, 503])('tries again after %s, when Retry-After says', async (status) => {
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '5000';
    receiver.reply(() => (receiver.requests.length === 1 ? { status, headers: { 'retry-after': '1' } } : 'ok'));
    expect(await exporter().export(spans)).toEqual({ outcome: 'taken', rejected: 0 });
    expect(receiver.requests).toHaveLength(2);
  });

  it('tells that nobody is there', async () => {
    await receiver.close();
    expect(await exporter().export(spans)).toMatchObject({
      outcome: 'not_now',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    receiver = await openOtlpReceiver();
  });
});

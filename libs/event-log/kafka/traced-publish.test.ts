import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import type { WireOutput } from './driver.js';
import { tracedPublish } from './traced-publish.js';

const exporter = new InMemorySpanExporter();
const output = (topic: string): WireOutput => ({ topic, partition: 0, key: 'k', headers: {}, value: '{}' });
const asRequest = (work: () => Promise<void>) =>
  trace.getTracer('test').startActiveSpan('request', async (span) => {
    await work().finally(() => {
      span.end();
    });
    return span.spanContext();
  });

const sdk = new NodeSDK({
  spanProcessors: [new SimpleSpanProcessor({ exporter })],
  metricReaders: [],
  logRecordProcessors: [],
  autoDetectResources: false,
});
beforeAll(() => {
  sdk.start();
});
afterEach(() => {
  exporter.reset();
});
afterAll(() => sdk.shutdown());

describe('what is published', () => {
  it('for a request is a span under the span of that', async () => {
    const { spanId } = await asRequest(() =>
      tracedPublish([output('p.run-commands'), output('p.run-commands')], () => Promise.resolve()),
    );
    expect(exporter.getFinishedSpans()[0]).toMatchObject({
      name: 'send p.run-commands',
      kind: SpanKind.PRODUCER,
      parentSpanContext: { spanId },
      attributes: {
        'messaging.system': 'kafka',
        'messaging.operation.type': 'send',
        'messaging.destination.name': 'p.run-commands',
        'messaging.batch.message_count': 2,
      },
    });
  });

  it('and refused says by what', async () => {
    const refusal = Object.assign(new Error('no'), { code: 'broker_unreachable' });
    const refused = asRequest(() => tracedPublish([output('a')], () => Promise.reject(refusal)));
    await expect(refused).rejects.toBe(refusal);
    expect(exporter.getFinishedSpans()[0]).toMatchObject({
      attributes: { 'error.type': 'broker_unreachable' },
      status: { code: SpanStatusCode.ERROR },
    });
  });

  it('for nobody in particular is no span', async () => {
    await tracedPublish([output('a')], () => Promise.resolve());
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

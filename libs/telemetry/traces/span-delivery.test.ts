import { describe, expect, it } from '@jest/globals';
import { spansOf, type SpanData } from '#spans';
import { stagedRun } from '#spans/testing';
import { spanDelivery, type DeliveryNews } from './span-delivery.js';
import type { Delivery, SpanExporter } from './span-exporter.js';

const spans = spansOf(stagedRun('centralized'));
const taken: Delivery = { outcome: 'taken', rejected: 0 };
const never = new AbortController().signal;

/** A receiver that decides on every request, and what it has taken. */
function receiver(decide: (batch: readonly SpanData[], nth: number) => Delivery) {
  const received: SpanData[] = [];
  const news: DeliveryNews[] = [];
  let requests = 0;
  const exporter: SpanExporter = {
    export: (batch) => {
      const delivery = decide(batch, requests++);
      if (delivery.outcome === 'taken') received.push(...batch);
      return Promise.resolve(delivery);
    },
  };
  const deliver = spanDelivery({
    exporter,
    limits: { spans: 8, bytes: 1_000_000 },
    backoff: { leastMs: 1, mostMs: 2 },
    tell: (one) => news.push(one),
  });
  return { deliver, received, news };
}

describe('the delivery of spans', () => {
  it('sends all of them in order', async () => {
    const { deliver, received, news } = receiver(() => taken);
    await deliver(spans, never);
    expect(received).toEqual(spans);
    expect(news.reduce((sum, one) => sum + (one.news === 'sent' ? one.spans : 0), 0)).toBe(spans.length);
  });

  it('waits for a receiver that takes nothing', async () => {
    const { deliver, received, news } = receiver((_, nth) =>
      nth < 5 ? { outcome: 'not_now', reason: 'down' } : taken,
    );
    await deliver(spans, never);
    expect(received).toEqual(spans);
    expect(news.filter((one) => one.news === 'waiting').map((one) => 'retryMs' in one && one.retryMs)).toEqual([
      1, 2, 2, 2, 2,
    ]);
  });

  it('gives up nothing but the spans that are bad by themselves', async () => {
    const bad = new Set([spans[3]?.spanId, spans[17]?.spanId]);
    const { deliver, received, news } = receiver((batch) =>
      batch.some(({ spanId }) => bad.has(spanId)) ? { outcome: 'bad', reason: 'HTTP 400' } : taken,
    );
    await deliver(spans, never);
    expect(received).toEqual(spans.filter(({ spanId }) => !bad.has(spanId)));
    expect(news.filter((one) => one.news === 'refused')).toHaveLength(2);
  });

  it('sends a span that is too large without what was said, and says so on it', async () => {
    const [first] = spans;
    const large = { ...first!, attributes: { ...first!.attributes, 'gen_ai.input.messages': '[]' } };
    const { deliver, received, news } = receiver(([span]) =>
      span?.attributes['gen_ai.input.messages'] === undefined ? taken : { outcome: 'bad', reason: 'HTTP 413' },
    );
    await deliver([large], never);
    const attributes = { ...first!.attributes, 'parley.content.omitted': ['gen_ai.input.messages'] };
    expect(received).toEqual([{ ...first, attributes }]);
    expect(news[0]).toMatchObject({ news: 'lightened', reason: 'HTTP 413' });
  });

  it('tells how many spans a receiver has left out', async () => {
    const { deliver, news } = receiver(() => ({ outcome: 'taken', rejected: 3, message: 'too old' }));
    await deliver(spans.slice(0, 8), never);
    expect(news).toEqual([
      { news: 'sent', spans: 5 },
      { news: 'rejected', spans: 3, reason: 'too old' },
    ]);
  });

  it('ends with its signal, also while a receiver does not answer', async () => {
    const controller = new AbortController();
    const exporter: SpanExporter = {
      export: () => {
        controller.abort(new Error('the end'));
        return new Promise(() => undefined);
      },
    };
    const limits = { spans: 8, bytes: 1_000_000 };
    const deliver = spanDelivery({
      exporter,
      limits,
      backoff: { leastMs: 1, mostMs: 1 },
      tell: () => undefined,
    });
    await expect(deliver(spans, controller.signal)).rejects.toThrow('the end');
  });
});

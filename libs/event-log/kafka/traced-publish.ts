import { context, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import type { WireOutput } from './driver.js';

const SCOPE = 'parley.kafka';

/** As a span of its own where one is open, by the conventions for messaging; nothing is traced where nobody traces. */
export async function tracedPublish(outputs: readonly WireOutput[], publish: () => Promise<void>): Promise<void> {
  if (trace.getActiveSpan() === undefined || outputs.length === 0) return publish();
  const topics = [...new Set(outputs.map(({ topic }) => topic))];
  const span = trace.getTracer(SCOPE).startSpan(`send ${topics.join(' ')}`, {
    kind: SpanKind.PRODUCER,
    attributes: attributesOf(topics, outputs.length),
  });
  try {
    await context.with(trace.setSpan(context.active(), span), publish);
  } catch (error) {
    span.setAttribute('error.type', codeOf(error)).setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

const attributesOf = ([first = '', ...others]: readonly string[], count: number): Attributes => ({
  'messaging.system': 'kafka',
  'messaging.operation.name': 'send',
  'messaging.operation.type': 'send',
  'messaging.batch.message_count': count,
  ...(others.length === 0 && { 'messaging.destination.name': first }),
});

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '_OTHER';

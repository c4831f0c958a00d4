import { addedNanos, SCHEMA_URL, type SpanData, type TraceSource } from '#spans';
import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Gives spans the shape that the libraries of OpenTelemetry read. */
export function readableSpans({ resource, scope }: TraceSource): (span: SpanData) => ReadableSpan {
  // Spans are grouped by the identity of these two.
  const shared = {
    resource: resourceFromAttributes({ ...resource }),
    instrumentationScope: { ...scope, schemaUrl: SCHEMA_URL },
    ended: true,
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
  return (span) => ({
    ...shared,
    name: span.name,
    kind: span.kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => contextOf(span.traceId, span.spanId),
    ...(span.parentSpanId !== undefined && { parentSpanContext: contextOf(span.traceId, span.parentSpanId) }),
    startTime: hrTime(span.startMs),
    endTime: hrTime(span.endMs, addedNanos(span)),
    duration: hrTime(span.endMs - span.startMs, addedNanos(span)),
    status: statusOf(span),
    attributes: span.attributes,
    links: span.links.map(({ spanId, attributes }) => ({
      context: contextOf(span.traceId, spanId),
      attributes,
    })),
  });
}

const contextOf = (traceId: string, spanId: string): SpanContext => ({
  traceId,
  spanId,
  traceFlags: TraceFlags.SAMPLED,
});

const hrTime = (ms: number, nanos = 0): HrTime => [Math.floor(ms / 1_000), (ms % 1_000) * 1_000_000 + nanos];

const statusOf = ({ status }: SpanData): ReadableSpan['status'] =>
  status.code === 'unset'
    ? { code: SpanStatusCode.UNSET }
    : { code: SpanStatusCode.ERROR, ...(status.message !== undefined && { message: status.message }) };

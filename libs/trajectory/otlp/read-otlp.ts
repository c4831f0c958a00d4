import { anyValue, attributesOf } from './any-value.js';
import { countOf, isObject, textOf, type Attributes, type AttributeValue } from './attribute-value.js';
import { field, idField, listField, textField, uint64Field, type Json } from './json-value.js';
import type { Span, SpanEvent, SpanLog, SpanReference, Telemetry } from './span.js';

const [TRACE_ID_BYTES, SPAN_ID_BYTES] = [16, 8];
const NANOS_PER_MS = 1_000_000;
const ERROR = 2;

/** The payload is an OTLP request or file: spans, log records or both. */
export const isOtlp = (payload: Json): boolean =>
  Array.isArray(field(payload, 'resourceSpans')) || Array.isArray(field(payload, 'resourceLogs'));

/**
 * Everything usable in an OTLP request in its JSON mapping, or in what a protobuf decoder made of one. Total: what is
 * malformed is left out and counted.
 */
export function readOtlp(payload: Json): Telemetry {
  const spans: Span[] = [];
  let unusable = 0;
  for (const item of itemsOf(payload, 'Spans')) {
    const span = readSpan(item);
    if (span === undefined) unusable += 1;
    else spans.push(span);
  }
  return { spans, logs: [...readLogs(payload)], unusable };
}

interface Item {
  readonly item: Json;
  readonly resource: string;
  readonly service: string | undefined;
  readonly scope: string;
}

function* itemsOf(payload: Json, what: 'Spans' | 'Logs'): Generator<Item> {
  for (const group of listField(payload, `resource${what}`)) {
    const attributes = attributesOf(listField(field(group, 'resource'), 'attributes'));
    const [resource, service] = [resourceIdentity(attributes), textOf(attributes, 'service.name')];
    for (const scoped of [...listField(group, `scope${what}`), ...listField(group, `instrumentationLibrary${what}`)]) {
      const scope = textField(field(scoped, 'scope') ?? field(scoped, 'instrumentationLibrary'), 'name');
      for (const item of listField(scoped, what === 'Spans' ? 'spans' : 'logRecords'))
        yield { item, resource, service, scope };
    }
  }
}

const resourceIdentity = (attributes: Attributes): string =>
  ['service.namespace', 'service.name', 'service.instance.id', 'process.pid', 'host.name']
    .map((key) => textOf(attributes, key) ?? countOf(attributes, key) ?? '')
    .join('|');

function readSpan({ item, resource, service, scope }: Item): Span | undefined {
  const outline = outlineOf(item);
  if (outline === undefined) return undefined;
  const status = field(item, 'status');
  return {
    ...outline,
    name: textField(item, 'name'),
    attributes: attributesOf(listField(item, 'attributes')),
    events: listField(item, 'events').map(readEvent),
    links: listField(item, 'links')
      .map(referenceOf)
      .filter((link) => link !== undefined),
    ...(isError(field(status, 'code')) && { error: { message: textField(status, 'message') } }),
    scope,
    resource,
    ...(service !== undefined && { service }),
  };
}

/** What a span must have right to be read. */
type SpanOutline = Pick<Span, 'traceId' | 'spanId' | 'parentId' | 'startMs' | 'endMs'>;

/** Undefined for a span that `readOtlp` leaves out. */
export function outlineOf(item: Json): SpanOutline | undefined {
  const reference = referenceOf(item);
  const start = uint64Field(item, 'startTimeUnixNano');
  const end = uint64Field(item, 'endTimeUnixNano');
  if (reference === undefined || start === undefined || end === undefined) return undefined;
  const parentId = idField(item, 'parentSpanId', SPAN_ID_BYTES);
  return {
    ...reference,
    ...(parentId !== '' && { parentId }),
    startMs: start / NANOS_PER_MS,
    endMs: Math.max(start, end) / NANOS_PER_MS,
  };
}

function referenceOf(item: Json): SpanReference | undefined {
  const traceId = idField(item, 'traceId', TRACE_ID_BYTES);
  const spanId = idField(item, 'spanId', SPAN_ID_BYTES);
  return traceId === '' || spanId === '' ? undefined : { traceId, spanId };
}

const isError = (code: Json): boolean => code === ERROR || code === 'STATUS_CODE_ERROR' || code === 'ERROR';

const readEvent = (item: Json): SpanEvent => ({
  name: textField(item, 'name'),
  attributes: attributesOf(listField(item, 'attributes')),
});

function* readLogs(payload: Json): Generator<SpanLog> {
  for (const { item } of itemsOf(payload, 'Logs')) {
    const reference = referenceOf(item);
    if (reference === undefined) continue;
    const attributes = attributesOf(listField(item, 'attributes'));
    const name = textField(item, 'eventName') || (textOf(attributes, 'event.name') ?? '');
    yield { ...reference, event: { name, attributes: withBody(attributes, anyValue(field(item, 'body'))) } };
  }
}

/** An event on a span has as attributes what a log event has in its body. */
const withBody = (attributes: Attributes, body: AttributeValue): Attributes =>
  isObject(body) ? new Map([...attributes, ...Object.entries(body)]) : attributes;

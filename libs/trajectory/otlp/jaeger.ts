import type { Attributes, AttributeValue } from './attribute-value.js';
import { parsedJson, textOf } from './attribute-value.js';
import { field, idField, isJsonObject, listField, numberField, textField, type Json } from './json-value.js';
import type { Span, SpanEvent, SpanReference, Telemetry } from './span.js';

const MICROS_PER_MS = 1000;
const [TRACE_ID_BYTES, SPAN_ID_BYTES] = [16, 8];

/** The payload is what Jaeger's page or its `/api/traces` gives for download. */
export const isJaeger = (payload: Json): boolean => listField(payload, 'data').some((trace) => isTrace(trace));

const isTrace = (trace: Json): boolean => isJsonObject(trace) && Array.isArray(trace['spans']);

/** The spans of a Jaeger download. Lists and nested attributes, which Jaeger keeps as JSON text, are read back. */
export function readJaeger(payload: Json): Telemetry {
  const spans: Span[] = [];
  let unusable = 0;
  for (const trace of listField(payload, 'data')) {
    const processes = field(trace, 'processes');
    for (const item of listField(trace, 'spans')) {
      const span = readSpan(item, senderOf(processes, item));
      if (span === undefined) unusable += 1;
      else spans.push(span);
    }
  }
  return { spans, logs: [], unusable };
}

function senderOf(processes: Json, item: Json): Pick<Span, 'resource' | 'service'> {
  const id = textField(item, 'processID');
  const process = isJsonObject(processes) ? processes[id] : undefined;
  const tags = tagsOf(listField(process, 'tags'));
  const service = textField(process, 'serviceName');
  const resource = [service, textOf(tags, 'service.instance.id') ?? id].join('|');
  return { resource, ...(service !== '' && { service }) };
}

function readSpan(item: Json, sender: Pick<Span, 'resource' | 'service'>): Span | undefined {
  const own = referenceOf(item);
  if (own === undefined) return undefined;
  const attributes = tagsOf(listField(item, 'tags'));
  const startMs = numberField(item, 'startTime') / MICROS_PER_MS;
  const references = listField(item, 'references').map((json) => ({ type: textField(json, 'refType'), json }));
  const parent = references.find(({ type, json }) => type === 'CHILD_OF' && referenceOf(json)?.traceId === own.traceId);
  const parentId = parent && referenceOf(parent.json)?.spanId;
  return {
    ...own,
    ...(parentId !== undefined && { parentId }),
    name: textField(item, 'operationName'),
    startMs,
    endMs: startMs + Math.max(0, numberField(item, 'duration')) / MICROS_PER_MS,
    attributes,
    events: listField(item, 'logs').map(readLog),
    links: references
      .filter((reference) => reference !== parent)
      .map(({ json }) => referenceOf(json))
      .filter((link) => link !== undefined),
    ...(isError(attributes) && { error: { message: textOf(attributes, 'otel.status_description') ?? '' } }),
    scope: textOf(attributes, 'otel.scope.name', 'otel.library.name') ?? '',
    ...sender,
  };
}

function referenceOf(item: Json): SpanReference | undefined {
  const traceId = idField(item, 'traceID', TRACE_ID_BYTES);
  const spanId = idField(item, 'spanID', SPAN_ID_BYTES);
  return traceId === '' || spanId === '' ? undefined : { traceId, spanId };
}

const isError = (tags: Attributes): boolean => tags.get('otel.status_code') === 'ERROR' || tags.get('error') === true;

const tagsOf = (tags: readonly Json[]): Attributes =>
  new Map(tags.map((tag) => [textField(tag, 'key'), tagValue(field(tag, 'value'))]));

function tagValue(value: Json): AttributeValue {
  if (typeof value === 'string') return value.startsWith('[') ? (listIn(value) ?? value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Lists of texts only: longer JSON is content, which its reader parses. */
function listIn(text: string): AttributeValue | undefined {
  const list = parsedJson(text);
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
}

function readLog(log: Json): SpanEvent {
  const attributes = tagsOf(listField(log, 'fields'));
  return { name: textOf(attributes, 'event') ?? '', attributes };
}

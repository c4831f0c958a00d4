import type { AttributeValue } from './attributes.js';
import { SCHEMA_URL } from './semconv.js';
import { addedNanos } from './added-nanos.js';
import type { SpanData, SpanLink, SpanStatus } from './span-data.js';

/** `ExportTraceServiceRequest` in the JSON mapping of OTLP: ids in hex, 64-bit numbers as text, enums as numbers. */
export interface OtlpJson {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpKeyValue[] };
    readonly scopeSpans: readonly OtlpScopeSpans[];
  }[];
}

interface OtlpScopeSpans {
  readonly scope: OtlpScope;
  readonly spans: readonly OtlpSpan[];
  readonly schemaUrl: string;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpKeyValue[];
  readonly links: readonly OtlpLink[];
  readonly status: { readonly code?: number; readonly message?: string };
}

interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly OtlpKeyValue[];
}

export interface OtlpKeyValue {
  readonly key: string;
  readonly value: OtlpValue;
}

type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly OtlpValue[] } };

interface OtlpScope {
  readonly name: string;
  readonly version?: string;
}

/** Who sends the spans. Its attributes may have any name. */
export interface TraceSource {
  readonly resource: Readonly<Record<string, AttributeValue>>;
  readonly scope: OtlpScope;
}

const KINDS: Readonly<Record<SpanData['kind'], number>> = { internal: 1, client: 3 };
const ERROR = 2;

export const otlpJsonOf = (spans: readonly SpanData[], { resource, scope }: TraceSource): OtlpJson => ({
  resourceSpans: [
    {
      resource: { attributes: keyValues(resource) },
      scopeSpans: [{ scope, spans: spans.map(otlpSpan), schemaUrl: SCHEMA_URL }],
    },
  ],
});

const otlpSpan = (span: SpanData): OtlpSpan => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: KINDS[span.kind],
  startTimeUnixNano: nanos(span.startMs),
  endTimeUnixNano: nanos(span.endMs, addedNanos(span)),
  attributes: keyValues(span.attributes),
  links: span.links.map((link) => otlpLink(span, link)),
  status: otlpStatus(span.status),
});

const otlpLink = ({ traceId }: SpanData, { spanId, attributes }: SpanLink): OtlpLink => ({
  traceId,
  spanId,
  attributes: keyValues(attributes),
});

const otlpStatus = (status: SpanStatus): OtlpSpan['status'] =>
  status.code === 'unset' ? {} : { ...(status.message !== undefined && { message: status.message }), code: ERROR };

/** A number of nanoseconds is beyond what a double holds exactly. */
const nanos = (ms: number, more: 0 | 1 = 0): string => `${ms}00000${more}`.replace(/^0+(?=\d)/, '');

const keyValues = (attributes: Readonly<Record<string, AttributeValue>>): readonly OtlpKeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));

/** A whole number is an integer whatever its attribute's type, as the exporters of OpenTelemetry for JavaScript have it. */
function otlpValue(value: AttributeValue): OtlpValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((stringValue) => ({ stringValue })) } };
}

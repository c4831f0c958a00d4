import type { Attributes } from './attribute-value.js';

/** A span of whoever sent it, decoded. Times are epoch milliseconds with a fraction. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId?: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanReference[];
  /** Status ERROR, with what it says. */
  readonly error?: { readonly message: string };
  /** Name of the instrumentation that made it. */
  readonly scope: string;
  /** Identity of the process that sent it, as far as its resource tells. */
  readonly resource: string;
  /** `service.name` of that process. */
  readonly service?: string;
}

export interface SpanEvent {
  readonly name: string;
  readonly attributes: Attributes;
}

export interface SpanReference {
  readonly traceId: string;
  readonly spanId: string;
}

/** A log record that belongs to a span: some instrumentations send contents so. */
export interface SpanLog extends SpanReference {
  readonly event: SpanEvent;
}

/** What one payload held. */
export interface Telemetry {
  readonly spans: readonly Span[];
  readonly logs: readonly SpanLog[];
  /** Spans without usable ids, or whose times are none. */
  readonly unusable: number;
}

/** Ids are unique within a trace only. */
export const spanKey = ({ traceId, spanId }: SpanReference): string => `${traceId}/${spanId}`;

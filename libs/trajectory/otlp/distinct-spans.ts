import { spanKey, type Span, type Telemetry } from './span.js';

/** Each span once, as it came last: an exporter that has had no answer sends again what has arrived. */
export function distinctSpans(payloads: readonly Telemetry[]): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const { spans: sent } of payloads) for (const span of sent) spans.set(spanKey(span), span);
  return [...spans.values()];
}

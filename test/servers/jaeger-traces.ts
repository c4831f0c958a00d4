import { seenSpans, type SeenSpan } from './seen-spans.js';

const NOT_FOUND = 404;

/** A trace as Jaeger's query API (v3) gives it, its warnings among the attributes; empty while it is not known. */
export async function jaegerTrace(url: string, traceId: string): Promise<readonly SeenSpan[]> {
  const response = await fetch(`${url}/api/v3/traces/${traceId}`);
  if (response.status === NOT_FOUND) return [];
  if (!response.ok) throw new Error(`Jaeger answers ${response.status}: ${await response.text()}`);
  const { result } = (await response.json()) as { readonly result: object };
  return seenSpans(result);
}

type Attributes = SeenSpan['attributes'];
type Value = Attributes extends Map<string, infer V> ? V : never;

/** The badger storage has a model from before OpenTelemetry: lists are text, and links have no attributes of their own. */
export const asBadgerKeepsIt = (span: SeenSpan): SeenSpan => ({
  ...span,
  attributes: new Map([...span.attributes].map(([name, value]) => [name, asText(value)])),
  links: span.links.map((link) => ({ ...link, attributes: FOLLOWS })),
});

const FOLLOWS: Attributes = new Map([['opentracing.ref_type', { stringValue: 'follows_from' }]]);

function asText(value: Value): Value {
  if (typeof value !== 'object' || value === null || !('arrayValue' in value)) return value;
  const { values = [] } = value['arrayValue'] as { readonly values?: readonly { readonly stringValue: string }[] };
  return { stringValue: JSON.stringify(values.map(({ stringValue }) => stringValue)) };
}

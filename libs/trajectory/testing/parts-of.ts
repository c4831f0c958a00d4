import type { TracePart } from '../received/received-traces.js';
import type { SpanScript } from './span-script.js';

interface ScriptedSpan {
  readonly traceId: string;
  readonly parentSpanId?: string;
}
interface Scripted {
  readonly resource: object;
  readonly scopeSpans: readonly { readonly scope: object; readonly spans: readonly ScriptedSpan[] }[];
}

/** What a script has, in JSON, by trace; equal bodies have equal hashes. */
export function partsOf({ resourceSpans }: ReturnType<SpanScript['payload']>): readonly TracePart[] {
  const groups = resourceSpans as readonly Scripted[];
  const spans = groups.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scoped) => scoped.spans));
  return [...Map.groupBy(spans, ({ traceId }) => traceId)].map(([traceId, own]) => {
    const text = JSON.stringify({ resourceSpans: groups.map((group) => onlyOf(traceId, group)) });
    return {
      traceId,
      encoding: 'json',
      body: new TextEncoder().encode(text),
      spans: own.length,
      hasRoot: own.some(({ parentSpanId }) => parentSpanId === undefined),
      hash: text,
    };
  });
}

const onlyOf = (traceId: string, { resource, scopeSpans }: Scripted): Scripted => ({
  resource,
  scopeSpans: scopeSpans.map(({ scope, spans }) => ({
    scope,
    spans: spans.filter((span) => span.traceId === traceId),
  })),
});

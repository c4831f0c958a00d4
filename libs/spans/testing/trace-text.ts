import type { AttributeValue } from '../attributes.js';
import type { SpanData, SpanLink } from '../span-data.js';
import { waterfallOf } from '../waterfall.js';

/** What every span of a trace repeats. */
const REPEATED: ReadonlySet<string> = new Set([
  'gen_ai.operation.name',
  'gen_ai.conversation.id',
  'gen_ai.agent.name',
  'gen_ai.tool.name',
  'gen_ai.request.model',
  'parley.run.id',
  'parley.span',
  'parley.agent.id',
  'parley.activation.id',
]);

/** A trace for people: each span under its parent, with times, what it says and where its links lead. */
export function traceText(spans: readonly SpanData[]): string {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const lines = waterfallOf(spans).rows.flatMap(({ spanId, depth, offsetMs, durationMs }) => {
    const span = byId.get(spanId)!;
    const indent = '  '.repeat(depth);
    const said = Object.entries(span.attributes).filter(([name]) => !REPEATED.has(name));
    return [
      `${indent}${span.name} [${offsetMs} +${durationMs} ms]${span.status.code === 'error' ? ' ERROR' : ''} ${spanId}`,
      ...said.map(([name, value]) => `${indent}    ${name} = ${shown(value)}`),
      ...span.links.map((link) => `${indent}    <- ${linkText(link, byId)}`),
    ];
  });
  return `trace ${spans[0]?.traceId ?? ''}, ${spans.length} spans\n\n${lines.join('\n')}\n`;
}

const shown = (value: AttributeValue): string => (typeof value === 'object' ? value.join(', ') : String(value));

function linkText({ spanId, attributes }: SpanLink, byId: ReadonlyMap<string, SpanData>): string {
  const turnId = byId.get(spanId)?.attributes['parley.turn.id'] ?? `unknown ${spanId}`;
  const { 'parley.message.kind': kind, 'parley.message.sequence': sequence, 'parley.round': round } = attributes;
  return `${turnId}: ${kind} of round ${round}, message ${sequence}`;
}

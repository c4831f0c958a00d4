import type { SpanSubject } from './attribute-definition.js';
import type { SpanData } from './span-data.js';

/** A trace as it is drawn: rows from the run inwards, each below its parent, brothers by time. Times in milliseconds. */
export interface Waterfall {
  readonly startMs: number;
  readonly durationMs: number;
  /** Agents in the order in which they first have the floor; those that have it together by name. */
  readonly lanes: readonly string[];
  readonly rows: readonly WaterfallRow[];
  /** Messages from the model call that said them to the activation that was shown them. */
  readonly arrows: readonly MessageArrow[];
}

export interface WaterfallRow {
  readonly spanId: string;
  readonly subject: SpanSubject | undefined;
  readonly name: string;
  /** 0 for what has no parent here. */
  readonly depth: number;
  /** The agent; absent on what belongs to the whole team. */
  readonly lane?: string;
  readonly turnId?: string;
  /** From the start of the waterfall. */
  readonly offsetMs: number;
  readonly durationMs: number;
  /** Of a model call itself. */
  readonly tokens?: { readonly input?: number; readonly output?: number };
  readonly microUsd?: number;
  /** A model call's time in the queue before it, or all of a span that is nothing but waiting. */
  readonly waitMs?: number;
  /** Type of the error. */
  readonly error?: string;
}

export interface MessageArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly sequence: number;
}

export function waterfallOf(spans: readonly SpanData[]): Waterfall {
  const startMs = spans.reduce((first, span) => Math.min(first, span.startMs), Infinity);
  const endMs = spans.reduce((last, span) => Math.max(last, span.endMs), -Infinity);
  if (spans.length === 0) return { startMs: 0, durationMs: 0, lanes: [], rows: [], arrows: [] };
  const rows = inwards(spans).map(({ span, depth }) => rowOf(span, depth, startMs));
  return {
    startMs,
    durationMs: endMs - startMs,
    lanes: [...new Set(rows.flatMap(({ lane }) => (lane === undefined ? [] : [lane])))],
    rows,
    arrows: arrowsBetween(spans),
  };
}

interface Placed {
  readonly span: SpanData;
  readonly depth: number;
}

/** Depth first, without recursion: a trace may be any depth that its sender says. Every span comes once. */
function inwards(spans: readonly SpanData[]): readonly Placed[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const isRoot = ({ parentSpanId }: SpanData): boolean => parentSpanId === undefined || !ids.has(parentSpanId);
  const children = Map.groupBy(byTime(spans), (span) => (isRoot(span) ? undefined : span.parentSpanId));
  const placed: Placed[] = [];
  const open: Placed[] = (children.get(undefined) ?? []).map((span) => ({ span, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    placed.push(next);
    const { span, depth } = next;
    open.push(...(children.get(span.spanId) ?? []).map((child) => ({ span: child, depth: depth + 1 })).reverse());
    children.delete(span.spanId);
  }
  return placed;
}

/** What starts together comes by its agent, the team last; of one agent in the order in which it has ended. */
const byTime = (spans: readonly SpanData[]): SpanData[] =>
  spans.toSorted((one, other) => one.startMs - other.startMs || byAgent(laneOf(one), laneOf(other)));

const laneOf = ({ attributes }: SpanData): string | undefined => attributes['parley.agent.id'];
/** worker-2 before worker-10. */
const NAMES = new Intl.Collator('en', { numeric: true });

const byAgent = (one: string | undefined, other: string | undefined): number =>
  one === undefined || other === undefined
    ? Number(one === undefined) - Number(other === undefined)
    : NAMES.compare(one, other);

function rowOf(span: SpanData, depth: number, startMs: number): WaterfallRow {
  const { attributes } = span;
  const lane = laneOf(span);
  const turnId = attributes['parley.turn.id'];
  return {
    spanId: span.spanId,
    subject: attributes['parley.span'],
    name: span.name,
    depth,
    ...(lane !== undefined && { lane }),
    ...(turnId !== undefined && { turnId }),
    offsetMs: span.startMs - startMs,
    durationMs: span.endMs - span.startMs,
    ...spentBy(span),
    ...troublesOf(span),
  };
}

function spentBy({ attributes }: SpanData): Pick<WaterfallRow, 'tokens' | 'microUsd'> {
  const input = attributes['gen_ai.usage.input_tokens'];
  const output = attributes['gen_ai.usage.output_tokens'];
  const microUsd = attributes['parley.cost.micro_usd'];
  const tokens = { ...(input !== undefined && { input }), ...(output !== undefined && { output }) };
  return {
    ...(Object.keys(tokens).length > 0 && { tokens }),
    ...(microUsd !== undefined && { microUsd }),
  };
}

const WAITING: ReadonlySet<SpanSubject | undefined> = new Set<SpanSubject>(['backoff', 'approval', 'pause']);

function troublesOf({ startMs, endMs, attributes }: SpanData): Pick<WaterfallRow, 'waitMs' | 'error'> {
  const waitMs = WAITING.has(attributes['parley.span']) ? endMs - startMs : attributes['parley.queue_ms'];
  const error = attributes['error.type'];
  return { ...(waitMs !== undefined && { waitMs }), ...(error !== undefined && { error }) };
}

function arrowsBetween(spans: readonly SpanData[]): readonly MessageArrow[] {
  return spans.flatMap(({ spanId, links }) =>
    links.map(({ spanId: from, attributes }) => ({
      from,
      to: spanId,
      kind: attributes['parley.message.kind'] ?? '',
      sequence: attributes['parley.message.sequence'] ?? 0,
    })),
  );
}

import { waterfallOf, type SpanData, type WaterfallRow } from '#spans';
import { counted, dollars, duration } from '../rendering/numbers.js';
import { labelOf } from './label.js';
import { lanePlan, type Lane, type Place } from './lanes.js';

/** Everything that the page shows, as `page/trace-page.js` reads it. */
export interface PageData {
  readonly system: string;
  readonly runId: string;
  readonly facts: readonly string[];
  readonly durationMs: number;
  readonly lanes: readonly Lane[];
  readonly bars: readonly PageBar[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly kind: string }[];
}

interface PageBar {
  readonly id: string;
  readonly subject: string;
  readonly label: string;
  readonly lane: number;
  readonly level: number;
  readonly offsetMs: number;
  readonly durationMs: number;
  /** Of a model call that waited before it. */
  readonly queuedMs?: number;
  readonly error?: string;
  readonly attributes: readonly (readonly [string, string])[];
}

export function pageData(runId: string, spans: readonly SpanData[]): PageData {
  const waterfall = waterfallOf(spans);
  const { lanes, places } = lanePlan(waterfall);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return {
    system:
      spans.find(({ attributes }) => attributes['parley.span'] === 'run')?.attributes['gen_ai.agent.name'] ??
      'open run',
    runId,
    facts: factsOf(waterfall.rows, waterfall.durationMs),
    durationMs: waterfall.durationMs,
    lanes,
    bars: waterfall.rows.map((row) =>
      barOf(row, byId.get(row.spanId), places.get(row.spanId) ?? { lane: 0, level: 0 }),
    ),
    arrows: waterfall.arrows.map(({ from, to, kind }) => ({ from, to, kind })),
  };
}

function barOf(row: WaterfallRow, span: SpanData | undefined, place: Place): PageBar {
  const queuedMs = row.subject === 'model_call' ? row.waitMs : undefined;
  return {
    id: row.spanId,
    subject: row.subject ?? 'other',
    // The lane says whose the activation is.
    label: (row.subject === 'activation' ? span?.attributes['parley.purpose'] : undefined) ?? labelOf(row),
    ...place,
    offsetMs: row.offsetMs,
    durationMs: row.durationMs,
    ...(queuedMs !== undefined && { queuedMs }),
    ...(row.error !== undefined && { error: row.error }),
    attributes: span === undefined ? [] : attributesOf(span),
  };
}

const attributesOf = (span: SpanData): readonly (readonly [string, string])[] => [
  ['name', span.name],
  ['span', span.spanId],
  ...(span.status.code === 'error' && span.status.message !== undefined
    ? [['status', span.status.message] as const]
    : []),
  ...Object.entries(span.attributes).map(([name, value]) => [name, String(value)] as const),
];

function factsOf(rows: readonly WaterfallRow[], durationMs: number): readonly string[] {
  const calls = rows.filter(({ subject }) => subject === 'model_call');
  const tools = rows.filter(({ subject }) => subject === 'tool_call');
  const tokens = calls.reduce((sum, { tokens: used }) => sum + (used?.input ?? 0) + (used?.output ?? 0), 0);
  const cost = calls.reduce((sum, { microUsd }) => sum + (microUsd ?? 0), 0);
  const errors = rows.filter(({ error }) => error !== undefined).length;
  return [
    duration(durationMs),
    counted(calls.length, 'model call'),
    counted(tools.length, 'tool call'),
    counted(tokens, 'token'),
    ...(cost > 0 ? [dollars(cost)] : []),
    ...(errors > 0 ? [counted(errors, 'error')] : []),
  ];
}

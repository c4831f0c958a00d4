import { distinctSpans } from '../otlp/distinct-spans.js';
import { spanKey, type Span, type SpanLog, type Telemetry } from '../otlp/span.js';
import { namesAgent } from './agent-names.js';
import { traceOf, type Trace, type TracedTool } from './trace.js';
import { TOLERANCE_MS } from './tolerance.js';

/** The spans of one run. */
export interface ForeignRun {
  readonly spans: readonly Span[];
  /** What ties its traces together. */
  readonly joined: 'one_trace' | 'session' | 'process';
  /** More runs of the same process, which nothing joins to this one. */
  readonly neighbours: number;
}

/**
 * The runs in what one place has received. A trace is a run; traces are joined by a conversation, session or thread that
 * they share, or where a tool of one is an agent with a trace of its own. Traces of lone calls, which are no run, are part
 * of the run during which they were made, or else joined by process. Traces that only build agents are left out where others run them.
 */
export function runsOf(payloads: readonly Telemetry[]): readonly ForeignRun[] {
  const spans = withLogs(
    distinctSpans(payloads),
    payloads.flatMap(({ logs }) => logs),
  );
  const traces = [...Map.groupBy(spans, ({ traceId }) => traceId).values()].map(traceOf);
  const working = traces.filter(({ works }) => works);
  if (working.length === 0) return traces.filter(({ isTold }) => isTold).map((trace) => runOf([trace], 'session', 0));
  const groups = joinedByKeys(withCallers(working));
  const whole = groups.filter((group) => !group.every(({ isFragment }) => isFragment)).map((group) => [...group]);
  const lone: Trace[] = [];
  for (const fragment of groups.filter((group) => group.every(({ isFragment }) => isFragment)).flat()) {
    const home = homeOf(fragment, whole);
    if (home === undefined) lone.push(fragment);
    else home.push(fragment);
  }
  const neighbours = Map.groupBy(whole, (group) => group[0]?.resource);
  return [
    ...whole.map((group) => runOf(group, 'session', (neighbours.get(group[0]?.resource)?.length ?? 1) - 1)),
    ...[...Map.groupBy(lone, ({ resource }) => resource).values()].map((group) => runOf(group, 'process', 0)),
  ].sort((a, b) => (a.spans[0]?.startMs ?? 0) - (b.spans[0]?.startMs ?? 0));
}

function withLogs(spans: readonly Span[], logs: readonly SpanLog[]): readonly Span[] {
  if (logs.length === 0) return spans;
  const bySpan = Map.groupBy(logs, spanKey);
  return spans.map((span) => {
    const events = bySpan.get(spanKey(span))?.map(({ event }) => event) ?? [];
    return events.length === 0 ? span : { ...span, events: [...span.events, ...events] };
  });
}

/**
 * The traces with the key of the one that called them: a framework may begin a new trace for an agent that runs in a
 * tool of another. That tool is named like the agent and was open all the while.
 */
function withCallers(traces: readonly Trace[]): readonly Trace[] {
  const waiting = traces
    .flatMap((trace) => trace.tools.map((tool) => ({ tool, trace })))
    .sort((a, b) => a.tool.startMs - b.tool.startMs);
  let [place, open]: [number, typeof waiting] = [0, []];
  return traces
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((trace) => {
      for (; (waiting[place]?.tool.startMs ?? Infinity) - TOLERANCE_MS <= trace.startMs; place++)
        open.push(...waiting.slice(place, place + 1));
      open = open.filter(({ tool }) => tool.endMs + TOLERANCE_MS >= trace.startMs);
      const callers = open.filter((one) => one.trace !== trace && hasCalled(one.trace, one.tool, trace));
      const [caller] = new Set(callers.map((one) => one.trace));
      return caller === undefined ? trace : { ...trace, keys: [...trace.keys, ...caller.keys.slice(-1)] };
    });
}

const hasCalled = (caller: Trace, tool: TracedTool, { agents, resource, endMs }: Trace): boolean =>
  caller.resource === resource &&
  endMs <= tool.endMs + TOLERANCE_MS &&
  agents.some((agent) => namesAgent(tool.name, tool.arguments, agent));

/** Groups of traces that share a key, directly or through others. */
function joinedByKeys(traces: readonly Trace[]): readonly (readonly Trace[])[] {
  const leaders = traces.map((_, index) => index);
  const leaderOf = (index: number): number => {
    let at = index;
    while (leaders[at] !== at) {
      leaders[at] = leaders[leaders[at] ?? at] ?? at;
      at = leaders[at] ?? at;
    }
    return at;
  };
  const holders = new Map<string, number>();
  traces.forEach(({ keys }, index) => {
    for (const key of keys) {
      const other = holders.get(key);
      if (other === undefined) holders.set(key, index);
      else leaders[leaderOf(index)] = leaderOf(other);
    }
  });
  return [...Map.groupBy(traces.keys(), leaderOf).values()].map((group) =>
    group.flatMap((index) => traces[index] ?? []),
  );
}

const runOf = (group: readonly Trace[], by: 'session' | 'process', neighbours: number): ForeignRun => ({
  spans: group.flatMap(({ spans }) => spans),
  joined: group.length > 1 ? by : 'one_trace',
  neighbours,
});

/** So many runs are looked at for one that a lone call is part of. */
const LOOKED_AT = 200;

/**
 * The one run of the same process during which a lone call was made: a vendor's SDK may trace apart from the framework.
 * Of several it is the one that reports the same response.
 */
function homeOf(fragment: Trace, whole: readonly Trace[][]): Trace[] | undefined {
  const homes = whole
    .slice(0, LOOKED_AT)
    .filter(([first]) => first?.resource === fragment.resource && isDuring(fragment, first));
  if (homes.length === 1) return homes[0];
  const sharing = homes.filter((home) =>
    home.some(({ responses }) => [...fragment.responses].some((id) => responses.has(id))),
  );
  return sharing.length === 1 ? sharing[0] : undefined;
}

const isDuring = (inner: Trace, outer: Trace): boolean => outer.startMs <= inner.startMs && inner.endMs <= outer.endMs;

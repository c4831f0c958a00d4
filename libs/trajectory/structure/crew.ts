import { known } from '../known.js';
import type { Span } from '../otlp/span.js';
import { plainName } from './agent-names.js';
import type { Activation, Staffing } from './activations.js';
import { inherited, NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';
import { placeAfter, placeFrom } from './place-from.js';
import { scheduleOf } from './schedule.js';

/**
 * The staffing with every call in an activation. Calls outside of any agent's span, and calls in one that name several
 * other agents, are put together by the name they carry, one after the other. A tool goes with the work before it.
 */
export function crewOf(forest: Forest, calls: readonly ModelCall[], { activations, owners }: Staffing): Staffing {
  const crowds = new Set(activations.filter(isCrowd));
  const isLoose = (owner: Activation | undefined) => owner === undefined || crowds.has(owner);
  const placeKey = placeKeys(forest, owners);
  const loose = calls.filter(({ node }) => isLoose(owners[node]));
  const stretches = stretchesOf(loose, placeKey, owners, activations.length);
  const crew = [...activations, ...[...stretches.values()].flat()];
  const placed = [...owners];
  for (const stretch of crew.slice(activations.length)) for (const { node } of stretch.calls) placed[node] = stretch;
  const all = scheduleOf(crew).of(undefined);
  const near = workNear(forest, all);
  forest.forEach(({ reading, span }, node) => {
    if (reading.role !== 'tool' || !isLoose(owners[node])) return;
    placed[node] =
      stretchBeside(stretches.get(placeKey(node)), span) ??
      owners[node] ??
      workBefore(near(node), span) ??
      workBefore(all, span);
  });
  for (const crowd of crowds) crowd.calls.length = 0;
  return { activations: crew, owners: placed };
}

/** Loose calls of one place, by time: those that name the same agent in a row are one stretch. */
function stretchesOf(
  calls: readonly ModelCall[],
  placeKey: (node: number) => string,
  owners: Staffing['owners'],
  firstId: number,
): ReadonlyMap<string, readonly Activation[]> {
  const stretches = new Map<string, Activation[]>();
  let id = firstId;
  for (const call of calls.toSorted((a, b) => a.span.startMs - b.span.startMs)) {
    const own = stretches.get(placeKey(call.node)) ?? [];
    stretches.set(placeKey(call.node), own);
    const last = own.at(-1);
    const stretch = last !== undefined && last.name === call.hint ? last : looseWork(call, id++, owners[call.node]);
    if (stretch !== last) own.push(stretch);
    stretch.calls.push(call);
    stretch.endMs = Math.max(stretch.endMs, call.span.endMs);
  }
  return stretches;
}

/** The latest of one place's stretches, which are by time, that had begun by then. */
const stretchBeside = (stretches: readonly Activation[] = [], { startMs }: Span): Activation | undefined =>
  stretches[placeAfter(stretches, startMs) - 1];

/** By the node of a tool: the work right in the nearest span around it that holds work. */
function workNear(forest: Forest, all: readonly Activation[]): (node: number) => readonly Activation[] {
  const inside = Map.groupBy(all, ({ node }) => forest[node]?.parent ?? NONE);
  const nearest = inherited(forest, (_, index) => (inside.has(index) ? index : undefined));
  return (node) => inside.get(nearest[node] ?? NONE) ?? [];
}

/** The latest work in the same trace before a span that is in nobody's. */
function workBefore(work: readonly Activation[], { startMs, traceId }: Span): Activation | undefined {
  const latest = work[placeFrom(work, startMs) - 1];
  return latest?.traceId === traceId ? latest : undefined;
}

/** Names the place of loose spans: their agent, or the missing parent that they share, or their trace. */
function placeKeys(forest: Forest, owners: Staffing['owners']): (node: number) => string {
  const missing = inherited(forest, ({ orphan, span }) => (orphan ? span.parentId : undefined));
  return (node) => {
    const owner = owners[node];
    return owner === undefined
      ? `trace ${forest[node]?.span.traceId ?? ''} ${missing[node] ?? ''}`
      : `agent ${owner.id}`;
  };
}

/** Its calls name other agents: several, or one where itself it has no name. */
function isCrowd({ name, calls }: Activation): boolean {
  const names = new Set(calls.flatMap(({ hint }) => hint ?? []).map(plainName));
  return name === undefined ? names.size > 0 : names.size > 1 && !names.has(plainName(name));
}

const looseWork = ({ span, hint }: ModelCall, id: number, parent: Activation | undefined): Activation => ({
  id,
  ...known({ name: hint, parent }),
  teams: parent?.teams ?? [],
  vague: false,
  node: NONE,
  startMs: span.startMs,
  endMs: span.endMs,
  failed: false,
  calls: [],
  holds: false,
  silent: false,
  traceId: span.traceId,
});

import type { Span } from '../otlp/span.js';
import { responseIdOf } from '../reading/identity.js';
import { NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';

/**
 * The calls, each once: those that report one response, and those of two instrumentations that report equal usage at one
 * time and no two responses. Of two, the one inside a tree stays, which knows its agent.
 */
export function distinctCalls(forest: Forest, calls: readonly ModelCall[]): readonly ModelCall[] {
  const byEvidence = calls.toSorted((a, b) => rank(forest, b) - rank(forest, a));
  const seen = new Map<string, ModelCall>();
  const once = byEvidence.filter((call) => {
    const id = responseIdOf(call.span.attributes);
    if (id === undefined) return true;
    if (!seen.has(id)) seen.set(id, call);
    return seen.get(id) === call;
  });
  const echoes = echoesAmong(forest, once);
  return once.filter((call) => !echoes.has(call)).sort((a, b) => a.node - b.node);
}

const rank = (forest: Forest, { node }: ModelCall): number => (forest[node]?.parent === NONE ? 0 : 1);

/** What another instrumentation reports again. Only calls that are open at one time are compared. */
function echoesAmong(forest: Forest, calls: readonly ModelCall[]): ReadonlySet<ModelCall> {
  const echoes = new Set<ModelCall>();
  if (new Set(calls.map(({ span }) => span.scope)).size < 2) return echoes;
  const open = new Map<string, ModelCall[]>();
  for (const call of calls.toSorted((a, b) => a.span.startMs - b.span.startMs)) {
    const { usage, span } = call;
    if (usage === undefined) continue;
    const key = `${usage.input ?? '-'} ${usage.output ?? '-'}`;
    const still = (open.get(key) ?? []).filter((other) => other.span.endMs + TOLERANCE_MS >= span.startMs);
    open.set(key, [...still, call]);
    const twin = still.find((other) => !echoes.has(other) && isEcho(other.span, span));
    if (twin !== undefined) echoes.add(rank(forest, twin) < rank(forest, call) ? twin : call);
  }
  return echoes;
}

function isEcho(a: Span, b: Span): boolean {
  if (a.scope === b.scope || !(contains(a, b) || contains(b, a))) return false;
  return responseIdOf(a.attributes) === undefined || responseIdOf(b.attributes) === undefined;
}

/** Clocks of one process differ by less. */
const TOLERANCE_MS = 2;

const contains = (outer: Span, inner: Span): boolean =>
  outer.startMs - TOLERANCE_MS <= inner.startMs && inner.endMs <= outer.endMs + TOLERANCE_MS;

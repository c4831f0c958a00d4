import { known } from '../known.js';
import type { Span } from '../otlp/span.js';
import { responseIdOf } from '../reading/identity.js';
import { NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';
import { withWordsOf } from './words.js';
import { TOLERANCE_MS } from './tolerance.js';

/**
 * The calls, each once: those that report one response at one time, and those of two instrumentations that report equal
 * usage at one time and no two responses. Of two, the one inside a tree stays, which knows its agent.
 */
export function distinctCalls(forest: Forest, calls: readonly ModelCall[]): readonly ModelCall[] {
  const byTime = calls.toSorted((a, b) => a.span.startMs - b.span.startMs || a.node - b.node);
  const once = withoutTwins(forest, byTime, SAME_RESPONSE);
  const instrumentations = new Set(once.map(({ span }) => span.scope));
  const distinct = instrumentations.size < 2 ? once : withoutTwins(forest, once, SAME_USAGE);
  return distinct.toSorted((a, b) => a.node - b.node);
}

/** When two calls are one. */
interface Likeness {
  /** Equal for twins; a call without one has none. */
  readonly keyOf: (call: ModelCall) => string | undefined;
  readonly areTwins: (a: ModelCall, b: ModelCall) => boolean;
}

/** An id alone proves nothing: local model servers draw theirs from a few, or give always the same. */
const SAME_RESPONSE: Likeness = {
  keyOf: ({ span }) => responseIdOf(span.attributes),
  areTwins: (a, b) => isOfTwo(a, b) && agree(a.usage?.input, b.usage?.input),
};

/** The input alone: some count the output of a stream wrongly. */
const agree = (a: number | undefined, b: number | undefined): boolean => a === undefined || b === undefined || a === b;

/** What another instrumentation reports again. */
const SAME_USAGE: Likeness = {
  keyOf: (call) => (call.usage === undefined ? undefined : usageKey(call)),
  areTwins: (a, b) =>
    isOfTwo(a, b) && (responseIdOf(a.span.attributes) === undefined || responseIdOf(b.span.attributes) === undefined),
};

const isOfTwo = ({ span: a }: ModelCall, { span: b }: ModelCall): boolean => a.scope !== b.scope;

const usageKey = ({ usage }: ModelCall): string => `${usage?.input ?? '-'} ${usage?.output ?? '-'}`;

/** So many calls that are open at one time are compared. */
const COMPARED = 50;

/** Without those that are told again. Only calls of which one is open all the while of the other are compared. */
function withoutTwins(forest: Forest, byTime: readonly ModelCall[], likeness: Likeness): readonly ModelCall[] {
  const dropped = new Set<ModelCall>();
  const kept = new Map<ModelCall, ModelCall>();
  const open = new Map<string, readonly ModelCall[]>();
  for (const call of byTime) {
    const key = likeness.keyOf(call);
    if (key === undefined) continue;
    const still = (open.get(key) ?? []).filter(({ span }) => span.endMs + TOLERANCE_MS >= call.span.startMs);
    open.set(key, [...still.slice(-COMPARED), call]);
    const twin = still.find(
      (other) => !dropped.has(other) && isOneInOther(other, call) && likeness.areTwins(other, call),
    );
    if (twin === undefined) continue;
    const [less, more] = rank(forest, twin) < rank(forest, call) ? [twin, call] : [call, twin];
    dropped.add(less);
    kept.set(more, oneOfTwo(more, less, call));
  }
  return byTime.filter((call) => !dropped.has(call)).map((call) => kept.get(call) ?? call);
}

/** What both tell. Believed is the one that speaks HTTP itself, or else the inner, which began later. */
function oneOfTwo(call: ModelCall, twin: ModelCall, inner: ModelCall): ModelCall {
  const [first = inner] = [call, twin].filter(isOnWire);
  const usage = first.usage ?? call.usage ?? twin.usage;
  const isDisputed = call.usage !== undefined && twin.usage !== undefined && usageKey(call) !== usageKey(twin);
  return { ...withWordsOf(call, twin.span), ...known({ usage }), ...(isDisputed && { disputed: true }) };
}

const isOnWire = ({ span: { attributes } }: ModelCall): boolean =>
  attributes.has('http.response.status_code') || attributes.has('http.status_code');

const rank = (forest: Forest, { node }: ModelCall): number => (forest[node]?.parent === NONE ? 0 : 1);

const isOneInOther = ({ span: a }: ModelCall, { span: b }: ModelCall): boolean => contains(a, b) || contains(b, a);

const contains = (outer: Span, inner: Span): boolean =>
  outer.startMs - TOLERANCE_MS <= inner.startMs && inner.endMs <= outer.endMs + TOLERANCE_MS;

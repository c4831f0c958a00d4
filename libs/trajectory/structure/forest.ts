import { spanKey, type Span } from '../otlp/span.js';
import type { Reading } from '../reading/reading.js';
import { readSpan } from '../reading/read-span.js';

/** A span in its place. */
export interface Node {
  readonly span: Span;
  readonly reading: Reading;
  /** Index of the parent in the forest, which is smaller than the node's own; -1 for a root. */
  readonly parent: number;
  /** Names a parent, and has none here: it is not there, or below the span itself. */
  readonly orphan: boolean;
  /** An orphan whose parent is there, but below it. */
  readonly circular: boolean;
}

/** Parents before children, siblings by their start. */
export type Forest = readonly Node[];

export const NONE = -1;

/** The spans as trees. Total: parents that are missing or go in circles make roots. */
export function forestOf(spans: readonly Span[]): Forest {
  const places = new Map(spans.map((span, index) => [spanKey(span), index]));
  const parents = spans.map(({ traceId, parentId }) =>
    parentId === undefined ? NONE : (places.get(spanKey({ traceId, spanId: parentId })) ?? NONE),
  );
  const cut = cutCircles(parents);
  const children = childrenOf(spans, parents);
  const order = preorder(children);
  const newPlaces = new Array<number>(spans.length).fill(NONE);
  order.forEach((old, place) => (newPlaces[old] = place));
  return order.flatMap((old) => {
    const span = spans[old];
    if (span === undefined) return [];
    const parent = parents[old] ?? NONE;
    return {
      span,
      reading: readSpan(span),
      parent: newPlaces[parent] ?? NONE,
      orphan: parent === NONE && span.parentId !== undefined,
      circular: cut.has(old),
    };
  });
}

/** The span of a circle that is met first becomes a root, and is returned. */
function cutCircles(parents: number[]): ReadonlySet<number> {
  const cut = new Set<number>();
  const settled = new Uint8Array(parents.length);
  for (let start = 0; start < parents.length; start++) {
    const path = new Set<number>();
    let at = start;
    while (at !== NONE && settled[at] === 0 && !path.has(at)) {
      path.add(at);
      at = parents[at] ?? NONE;
    }
    if (path.has(at)) {
      parents[at] = NONE;
      cut.add(at);
    }
    for (const visited of path) settled[visited] = 1;
  }
  return cut;
}

/** Under each index its children; the roots under `NONE`. */
function childrenOf(spans: readonly Span[], parents: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const order = spans.map((_, index) => index).sort((a, b) => startAt(spans, a) - startAt(spans, b) || a - b);
  const children = new Map<number, number[]>();
  for (const index of order) {
    const parent = parents[index] ?? NONE;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [index]);
    else siblings.push(index);
  }
  return children;
}

const startAt = (spans: readonly Span[], index: number): number => spans[index]?.startMs ?? 0;

/** Without recursion: a chain of spans may be of any length. */
function preorder(children: ReadonlyMap<number, readonly number[]>): readonly number[] {
  const order: number[] = [];
  const open = [...(children.get(NONE) ?? [])].reverse();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    order.push(at);
    const below = children.get(at) ?? [];
    for (let child = below.length - 1; child >= 0; child--) open.push(below[child] ?? NONE);
  }
  return order;
}

/** For each node what `own` gives it, or else what its parent has been given. */
export function inherited<T>(
  forest: Forest,
  own: (node: Node, index: number) => T | undefined,
): readonly (T | undefined)[] {
  const values: (T | undefined)[] = [];
  forest.forEach((node, index) => {
    values.push(own(node, index) ?? (node.parent === NONE ? undefined : values[node.parent]));
  });
  return values;
}

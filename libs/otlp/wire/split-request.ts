import type { Encoding, EncodingName, Group, Scope } from './encoding.js';
import { JSON_ENCODING } from './json-encoding.js';
import { PROTOBUF } from './protobuf-encoding.js';

/** The spans of one trace in a request, as a request of their own. */
export interface TracePart {
  readonly traceId: string;
  readonly body: Uint8Array;
  readonly spans: number;
  /** The trace's root has ended. */
  readonly hasRoot: boolean;
}

export interface SplitRequest {
  /** Those of Parley's own runs left out. */
  readonly parts: readonly TracePart[];
  /** Spans that no reader could use. */
  readonly unusable: number;
}

interface Placed<Part> {
  readonly group: Group<Part>;
  readonly scope: Scope<Part>;
  readonly span: Part;
  readonly isRoot: boolean;
}

/** @throws MalformedRequest */
function splitRequest<Part>(encoding: Encoding<Part>, body: Uint8Array): SplitRequest {
  const traces = new Map<string, Placed<Part>[]>();
  let unusable = 0;
  for (const place of placesIn(encoding.groupsIn(body))) {
    const head = encoding.headOf(place.span);
    if (head === undefined) unusable += 1;
    else if (!head.isOurs) listOf(traces, head.traceId).push({ ...place, isRoot: head.isRoot });
  }
  return { parts: [...traces].map(([traceId, placed]) => partOf(encoding, traceId, placed)), unusable };
}

function* placesIn<Part>(groups: readonly Group<Part>[]): Generator<Omit<Placed<Part>, 'isRoot'>> {
  for (const group of groups)
    for (const scope of group.scopes) for (const span of scope.spans) yield { group, scope, span };
}

function listOf<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const partOf = <Part>(encoding: Encoding<Part>, traceId: string, placed: readonly Placed<Part>[]): TracePart => ({
  traceId,
  body: encoding.requestOf(grouped(placed)),
  spans: placed.length,
  hasRoot: placed.some(({ isRoot }) => isRoot),
});

const grouped = <Part>(placed: readonly Placed<Part>[]): readonly Group<Part>[] =>
  [...Map.groupBy(placed, ({ group }) => group)].map(([{ resource }, within]) => ({
    resource,
    scopes: [...Map.groupBy(within, ({ scope }) => scope)].map(([{ scope }, own]) => ({
      scope,
      spans: own.map(({ span }) => span),
    })),
  }));

/** @throws MalformedRequest */
export const splitBody = (encoding: EncodingName, body: Uint8Array): SplitRequest =>
  encoding === 'json' ? splitRequest(JSON_ENCODING, body) : splitRequest(PROTOBUF, body);

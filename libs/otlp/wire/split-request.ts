import { createHash } from 'node:crypto';
import type { OtlpEncoding, TracePart } from '#trajectory';
import { bytesAround } from './bytes-around.js';
import type { Encoding, Group, Scope } from './encoding.js';
import { JSON_ENCODING } from './json-encoding.js';
import { PROTOBUF } from './protobuf-encoding.js';
import { refuseTooManySpans, refuseTooMuchAround } from './request-size.js';

export interface SplitRequest {
  /** Those of Parley's own runs and processes left out. */
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

/** @throws UnusableRequest */
function splitRequest<Part>(encoding: Encoding<Part>, body: Uint8Array): SplitRequest {
  const traces = new Map<string, Placed<Part>[]>();
  let unusable = 0;
  const groups = encoding.groupsIn(body);
  refuseTooManySpans(groups);
  for (const place of placesIn(groups.filter((group) => !encoding.isOurs(group)))) {
    const head = encoding.headOf(place.span);
    if (head === undefined) unusable += 1;
    else if (!head.isOurs) listOf(traces, head.traceId).push({ ...place, isRoot: head.isRoot });
  }
  refuseTooMuchAround(bytesAround(traces.values(), (part) => encoding.bytesOf(part)));
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

function partOf<Part>(encoding: Encoding<Part>, traceId: string, placed: readonly Placed<Part>[]): TracePart {
  const body = encoding.requestOf(grouped(placed));
  return {
    traceId,
    encoding: encoding.name,
    body,
    spans: placed.length,
    hasRoot: placed.some(({ isRoot }) => isRoot),
    hash: createHash('sha256').update(body).digest('base64url'),
  };
}

const grouped = <Part>(placed: readonly Placed<Part>[]): readonly Group<Part>[] =>
  [...Map.groupBy(placed, ({ group }) => group)].map(([{ resource }, within]) => ({
    resource,
    scopes: [...Map.groupBy(within, ({ scope }) => scope)].map(([{ scope }, own]) => ({
      scope,
      spans: own.map(({ span }) => span),
    })),
  }));

/** @throws UnusableRequest */
export const splitBody = (encoding: OtlpEncoding, body: Uint8Array): SplitRequest =>
  encoding === 'json' ? splitRequest(JSON_ENCODING, body) : splitRequest(PROTOBUF, body);

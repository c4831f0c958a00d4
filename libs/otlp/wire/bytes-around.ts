import type { Group, Scope } from './encoding.js';

interface Place<Part> {
  readonly group: Group<Part>;
  readonly scope: Scope<Part>;
}

/** How many bytes stand around the spans of all traces, once each trace has its own copy of its resources and scopes. */
export function bytesAround<Part>(traces: Iterable<readonly Place<Part>[]>, bytesOf: (part: Part) => number): number {
  const sizes = new Map<Part, number>();
  const sizeOf = (part: Part): number => {
    const size = sizes.get(part) ?? bytesOf(part);
    sizes.set(part, size);
    return size;
  };
  let bytes = 0;
  for (const places of traces) {
    for (const { resource } of new Set(places.map(({ group }) => group))) bytes += sizeOf(resource);
    for (const { scope } of new Set(places.map((place) => place.scope))) bytes += sizeOf(scope);
  }
  return bytes;
}

import type { Json } from '../narrative/narrative.js';

/** One object of a tool's result, as it was seen at one time. */
export interface Sighting {
  /** What it is called by: the value of its own id, or the key that it stands under. */
  readonly id: string;
  /** Name of the field of that id, or of the list or map that the object stands in. */
  readonly kind: string;
  /** Position of the observation in the narrative. */
  readonly at: number;
  /** The object's own fields, but for nested ones. */
  readonly fields: ReadonlyMap<string, string | number | boolean>;
  /** Objects directly in it or in a list or map in it. */
  readonly parts: readonly Sighting[];
}

type Fields = Readonly<Record<string, Json>>;
const isObject = (json: Json | undefined): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** All objects of a result, outer ones first. */
export const sightingsIn = (data: Json, at: number): readonly Sighting[] => objectsIn(data, '', at).flatMap(withParts);

const withParts = (sighting: Sighting): readonly Sighting[] => [sighting, ...sighting.parts.flatMap(withParts)];

function objectsIn(json: Json, kind: string, at: number): readonly Sighting[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap((item) => objectsIn(item, kind, at));
  if (!isObject(json)) return [];
  if (isMap(json))
    return Object.entries(json).flatMap(([key, item]) => (isObject(item) ? [sightingOf(item, kind, at, key)] : []));
  return [sightingOf(json, kind, at)];
}

/** Objects under keys that are no names of fields. */
const isMap = (json: Fields): boolean => {
  const entries = Object.entries(json);
  return entries.length > 0 && entries.every(([key, item]) => isObject(item) && (/\d/.test(key) || entries.length > 8));
};

function sightingOf(json: Fields, kind: string, at: number, key?: string): Sighting {
  const fields = new Map<string, string | number | boolean>();
  for (const [name, value] of Object.entries(json)) {
    const plain = plainOf(value);
    if (plain !== undefined) fields.set(name, plain);
  }
  const own = ownId(fields);
  return {
    id: key ?? own?.[1] ?? '',
    kind: kind === '' ? (own?.[0] ?? '') : kind,
    at,
    fields,
    parts: Object.entries(json).flatMap(([name, value]) => partsIn(value, name, at)),
  };
}

const partsIn = (value: Json, name: string, at: number): readonly Sighting[] =>
  typeof value === 'object' ? objectsIn(value, name, at) : [];

/** A field's plain value; a list of plain values is their text. */
function plainOf(value: Json): string | number | boolean | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (!Array.isArray(value)) return undefined;
  const items = (value as readonly Json[]).filter((item) => typeof item === 'string' || typeof item === 'number');
  return items.length === value.length && items.length > 0 ? items.join(', ') : undefined;
}

/** The first field that is called an id is the object's own. */
function ownId(fields: ReadonlyMap<string, string | number | boolean>): readonly [string, string] | undefined {
  for (const [name, value] of fields)
    if (/(?:^|_)id$|Id$/.test(name) && typeof value !== 'boolean') return [name, String(value)];
  return undefined;
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode, decodeData, encode, encodeData, type WireMessage } from './codec.js';

const GOLDEN = path.join(import.meta.dirname, 'golden/v1');
const golden = readdirSync(GOLDEN).map(
  (file) => JSON.parse(readFileSync(path.join(GOLDEN, file), 'utf8')) as WireMessage,
);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tables by any name, of what has fields again. */
const TABLES = ['prompts', 'prices'];
/** Where every key is known, at any depth. */
const OPEN = ['labels', 'parameters'];

/** Every object in the value whose fields a schema lists. */
function objectsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.entries(value).flatMap(objectsBelow)] : [];
}

function objectsBelow([key, value]: readonly [string, unknown]): readonly Json[] {
  if (OPEN.includes(key)) return [];
  return TABLES.includes(key) ? objectsIn(Object.values(value as Json)) : objectsIn(value);
}

const laterField = fc.tuple(
  fc.constantFrom('mood', 'zz', 'toString', '__proto__'),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
);

describe('fields that only a later version knows', () => {
  it('are kept wherever they stand, in every type, and encoded again to the byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...golden), fc.nat(), laterField, (wire, place, [name, value]) => {
        const data: unknown = JSON.parse(wire.value);
        const objects = objectsIn(data);
        Object.defineProperty(objects[place % objects.length], name, { value, enumerable: true });
        const later = { ...wire, value: JSON.stringify(data) };
        expect(encode(decode(later)).value).toBe(later.value);
      }),
      { numRuns: 500 },
    );
  });

  it('change nothing of what is known', () => {
    const wire = golden.find(({ value }) => value.includes('"answeredAt"'));
    const { data, type } = decode(wire!);
    const later = encodeData({ type, data: { ...data, mood: 'good' } } as never);
    expect(decodeData(type, later)).toEqual({ ...data, mood: 'good' });
  });
});

import type { Attributes, AttributeValue } from './attribute-value.js';
import { field, isJsonObject, listField, textField, type Json } from './json-value.js';

/** Deeper values are cut to `null`. */
const DEPTH = 24;

/** What instrumentations put in place of what they may not tell: OpenInference the first. */
const REDACTED: ReadonlySet<AttributeValue> = new Set(['__REDACTED__', '[REDACTED]']);

/** The attributes of a list of OTLP key-values; the last of equal keys stands, and what was redacted is absent. */
export function attributesOf(keyValues: readonly Json[]): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const keyValue of keyValues) {
    const key = textField(keyValue, 'key');
    const value = anyValue(field(keyValue, 'value'), DEPTH);
    if (key !== '' && !REDACTED.has(value)) attributes.set(key, value);
  }
  return attributes;
}

type ReadValue = (value: Json, depth: number) => AttributeValue;

const READERS: readonly (readonly [string, ReadValue])[] = [
  ['stringValue', (value) => (typeof value === 'string' ? value : null)],
  ['intValue', wholeNumber],
  ['boolValue', (value) => (typeof value === 'boolean' ? value : null)],
  ['doubleValue', (value) => (typeof value === 'number' ? value : null)],
  ['arrayValue', (value, depth) => listField(value, 'values').map((item) => anyValue(item, depth))],
  ['kvlistValue', (value, depth) => Object.fromEntries(listField(value, 'values').map((item) => entry(item, depth)))],
];

/** An `AnyValue` of OTLP; bytes are not read. */
export function anyValue(value: Json, depth = DEPTH): AttributeValue {
  if (depth <= 0 || !isJsonObject(value)) return null;
  for (const [name, read] of READERS) {
    const inner = field(value, name);
    if (inner !== undefined && inner !== null) return read(inner, depth - 1);
  }
  return null;
}

const entry = (item: Json, depth: number): [string, AttributeValue] => [
  textField(item, 'key'),
  anyValue(field(item, 'value'), depth),
];

/** As a number where a double holds it exactly, else as its digits. */
function wholeNumber(value: Json): AttributeValue {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

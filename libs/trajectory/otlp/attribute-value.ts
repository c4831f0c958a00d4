/** What an attribute of a span can hold; `null` stands for a value that the reader does not know. */
export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | AttributeObject;

export interface AttributeObject {
  readonly [key: string]: AttributeValue;
}

export type Attributes = ReadonlyMap<string, AttributeValue>;

/** The first of these attributes that holds a text that is not empty. */
export function textOf(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.get(key);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** The first of these attributes that holds a count; numbers that came as text are numbers. */
export function countOf(attributes: Attributes, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const count = asCount(attributes.get(key));
    if (count !== undefined) return count;
  }
  return undefined;
}

function asCount(value: AttributeValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** The texts of a list; a text alone is a list of one. */
export function textsOf(attributes: Attributes, key: string): readonly string[] {
  const value = attributes.get(key);
  if (typeof value === 'string') return listedTexts(value);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Some exporters write a list as JSON. */
function listedTexts(text: string): readonly string[] {
  const list = text.startsWith('[') ? parsedJson(text) : undefined;
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [text];
}

/** The value itself, or what the JSON in it says; undefined where the attribute is absent or its text no JSON. */
export function jsonOf(attributes: Attributes, ...keys: readonly string[]): AttributeValue | undefined {
  for (const key of keys) {
    const value = attributes.get(key);
    const json = typeof value === 'string' ? parsedJson(value) : value;
    if (json !== undefined && json !== null) return json;
  }
  return undefined;
}

/** Longer texts are not parsed: no field that a reader asks for is that long. */
const JSON_LIMIT = 4_000_000;

export function parsedJson(text: string): AttributeValue | undefined {
  if (text.length > JSON_LIMIT) return undefined;
  try {
    return JSON.parse(text) as AttributeValue;
  } catch {
    return undefined;
  }
}

export const isObject = (value: AttributeValue | undefined): value is AttributeObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

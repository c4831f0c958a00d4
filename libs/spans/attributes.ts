import type { AttributeDefinition } from './attribute-definition.js';
import { PARLEY } from './parley-attributes.js';
import { SEMCONV } from './semconv.js';

const ATTRIBUTES = { ...SEMCONV, ...PARLEY };
type Definitions = typeof ATTRIBUTES;

/** Every name that a span of ours can have. */
export type AttributeName = keyof Definitions;
export type AttributeValue = string | number | boolean | readonly string[];

type ValueOf<D extends AttributeDefinition> = D extends { readonly values: readonly (infer V)[] }
  ? V
  : { string: string; int: number; double: number; boolean: boolean; 'string[]': readonly string[] }[D['type']];

/** Attributes in the order in which they are written, each of its declared type. */
export type Attributes = { readonly [N in AttributeName]?: ValueOf<Definitions[N]> };
/** Some of a span's attributes; what is not known is undefined. */
export type AttributePart = { readonly [N in AttributeName]?: Attributes[N] | undefined };

/** The parts in their order, without what is not known. Made for each span: each attribute is written once. */
export function known(parts: readonly AttributePart[]): Attributes {
  const kept: Record<string, AttributeValue> = {};
  for (const part of parts) {
    const values: Readonly<Record<string, AttributeValue | undefined>> = part;
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (value !== undefined) kept[name] = value;
    }
  }
  return kept;
}

export const isAttributeName = (name: string): name is AttributeName => Object.hasOwn(ATTRIBUTES, name);
export const definitionOf = (name: AttributeName): AttributeDefinition => ATTRIBUTES[name];

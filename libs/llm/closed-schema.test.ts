import { describe, expect, it } from '@jest/globals';
import { isClosed } from './closed-schema.js';

const closed = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

describe('a schema', () => {
  it.each([
    ['closed objects in each other', closed({ a: closed({ b: { type: 'string' } }), c: { type: 'number' } })],
    ['a list of alternatives', closed({ a: { type: 'array', items: { anyOf: [closed({}), closed({ b: {} })] } } })],
    ['a property that is named like a keyword', closed({ type: { type: 'string' } })],
  ])('is closed: %s', (_, schema) => {
    expect(isClosed(schema)).toBe(true);
  });

  it.each([
    ['an object that is open', { type: 'object', properties: {} }],
    ['a property that may be left out', closed({ a: {}, b: {} }, ['a'])],
    ['an open one within', closed({ a: { type: 'array', items: { type: 'object' } } })],
  ])('is not closed: %s', (_, schema) => {
    expect(isClosed(schema)).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import specs from '@asyncapi/specs';
import { Ajv, type AnySchema } from 'ajv';
import { asyncApiDocument, jsonSchemas } from './asyncapi.js';
import { COMMAND_SCHEMAS, DIAGNOSIS_SCHEMAS, EVENT_SCHEMAS } from './envelope.js';

const document = asyncApiDocument();
const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
const resolve = (path: string): unknown =>
  path.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);

describe('the AsyncAPI document', () => {
  it('is what docs/asyncapi.json holds: else run npm run generated-docs', () => {
    const written = readFileSync(new URL('../../docs/asyncapi.json', import.meta.url), 'utf8');
    expect(written).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('is valid AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const valid = ajv.validate(specs.schemasWithoutId['3.0.0'] as AnySchema, document);
    expect(ajv.errors).toBeNull();
    expect(valid).toBe(true);
  });

  it('refers to nothing that it does not hold', () => {
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((path) => resolve(path) === undefined)).toEqual([]);
  });

  it('names every event, command and diagnosis once, on its channel', () => {
    expect(Object.keys(resolve('channels/run-events/messages') as object)).toEqual(Object.keys(EVENT_SCHEMAS));
    expect(Object.keys(resolve('channels/run-commands/messages') as object)).toEqual(Object.keys(COMMAND_SCHEMAS));
    expect(Object.keys(resolve('channels/diagnoses/messages') as object)).toEqual(Object.keys(DIAGNOSIS_SCHEMAS));
  });
});

describe('jsonSchemas', () => {
  const schemas = jsonSchemas();

  it('holds only what the types need, each without an id of its own', () => {
    const used = references.filter((path) => path.startsWith('components/schemas/')).map((path) => path.split('/')[2]);
    expect(Object.keys(schemas)).toEqual([...new Set(used)].sort());
    expect(JSON.stringify(schemas)).not.toContain('"$id"');
  });

  it('accepts what the zod schema accepts and what later versions add, and refuses what it refuses', () => {
    const ajv = new Ajv({ strict: false });
    ajv.addSchema({ $id: 'doc', components: { schemas } });
    const validate = ajv.compile({ $ref: 'doc#/components/schemas/MessageSent' });
    const message = { from: 'a', to: ['b'], kind: 'report', round: 1, part: { turnId: 'a.1', index: 0 } };
    expect(validate(message)).toBe(true);
    expect(validate({ ...message, to: [] })).toBe(false);
    expect(validate({ ...message, part: { turnId: 'a', index: 0 } })).toBe(false);
    expect(validate({ ...message, extra: 1, part: { turnId: 'a.1', index: 0, extra: 1 } })).toBe(true);
  });
});

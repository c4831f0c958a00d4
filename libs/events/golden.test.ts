import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode, encode, type WireMessage } from './codec.js';
import { COMMAND_SCHEMAS, DIAGNOSIS_SCHEMAS, EVENT_SCHEMAS } from './envelope.js';

// Golden bytes are never changed to make a test pass: a changed meaning is a new type with the next version suffix.
const GOLDEN = path.join(import.meta.dirname, 'golden/v1');
const files = readdirSync(GOLDEN).filter((file) => file.endsWith('.json'));
const wireIn = (file: string) => JSON.parse(readFileSync(path.join(GOLDEN, file), 'utf8')) as WireMessage;

describe('golden bytes', () => {
  it.each(files)('of %s are read, and written again to the byte', (file) => {
    const golden = wireIn(file);
    const message = decode(golden);
    expect(message.type).toBe(file.split('.')[0]);
    expect(JSON.stringify(encode(message), null, 2)).toBe(JSON.stringify(golden, null, 2));
  });

  it('exist for every type', () => {
    const types = [EVENT_SCHEMAS, COMMAND_SCHEMAS, DIAGNOSIS_SCHEMAS].flatMap((schemas) => Object.keys(schemas));
    expect([...new Set(files.map((file) => file.split('.')[0]))].sort()).toEqual(types.sort());
  });
});

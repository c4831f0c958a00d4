import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { wireTypeOf, type WireMessage } from './codec.js';
import { COMMAND_SCHEMAS, DIAGNOSIS_SCHEMAS, EVENT_SCHEMAS, isCommandType, type MessageType } from './envelope.js';

const SCHEMAS = { ...EVENT_SCHEMAS, ...COMMAND_SCHEMAS, ...DIAGNOSIS_SCHEMAS };
const types = Object.keys(SCHEMAS) as MessageType[];
const directory = new URL('./golden/v1/', import.meta.url);
/** `<type>.json`, or `<type>.<variant>.json` where one message cannot show all of a type. */
const goldensOf = (type: string): WireMessage[] =>
  readdirSync(directory)
    .filter((file) => file.split('.')[0] === type)
    .map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as WireMessage);

describe('the vocabulary', () => {
  it('has one wire name a type, and no type that is both event and command', () => {
    expect(new Set(types.map(wireTypeOf)).size).toBe(types.length);
    expect(Object.keys(EVENT_SCHEMAS).filter(isCommandType)).toEqual([]);
  });

  it.each(types)('shows every field of %s in golden bytes', (type) => {
    const shown = goldensOf(type).flatMap(({ value }) => Object.keys(JSON.parse(value) as object));
    expect(new Set(shown)).toEqual(new Set(Object.keys(SCHEMAS[type].shape)));
  });

  it('has golden bytes of no type that is not in it', () => {
    const known: readonly string[] = types;
    expect(readdirSync(directory).filter((file) => !known.includes(file.split('.')[0] ?? ''))).toEqual([]);
  });
});

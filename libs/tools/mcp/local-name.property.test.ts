import { describe, expect, it } from '@jest/globals';
import { ToolDefinitionSchema } from '#events';
import fc from 'fast-check';
import { localName, prefixOf } from './local-name.js';

const server = fc.stringMatching(/^[a-z][a-z0-9]{0,30}$/);
const tool = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9_./-]{1,128}$/), fc.string({ minLength: 1, maxLength: 200 }));

describe('localName', () => {
  it('is always a name that vendors take, of that server, and different for different tools', () => {
    fc.assert(
      fc.property(server, tool, tool, (from, one, other) => {
        const name = localName(from, one);
        expect(ToolDefinitionSchema.shape.name.safeParse(name).success).toBe(true);
        expect(name.startsWith(prefixOf(from))).toBe(true);
        expect(localName(from, other) === name).toBe(one === other);
      }),
    );
  });

  it('leaves alone what needs no mending', () => {
    expect(localName('files', 'read_text-file')).toBe('files__read_text-file');
    expect(localName('files', 'read.text')).toMatch(/^files__read_text_[0-9a-f]{8}$/);
  });
});

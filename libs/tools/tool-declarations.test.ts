import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ToolDeclarationsSchema } from './tool-declarations.js';

const server = { name: 'files', command: 'npx' };
const tool = {
  name: 'weather',
  description: 'Weather',
  parameters: { type: 'object' },
  method: 'GET',
  url: 'https://a.test/',
};

describe('ToolDeclarationsSchema', () => {
  it('fills in what is left out, on the careful side', () => {
    const { servers, http } = ToolDeclarationsSchema.parse({ servers: [server], http: [tool] });
    expect(servers[0]).toMatchObject({ trusted: false, args: [], env: {}, timeoutMs: 60_000 });
    expect(http[0]).toMatchObject({ approval: 'never', hosts: [], addresses: [], maxRedirects: 3 });
    expect(ToolDeclarationsSchema.parse({})).toEqual({ servers: [], http: [] });
  });

  it.each([
    [{ servers: [{ ...server, name: 'a__b' }] }, 'servers[0].name'],
    [{ servers: [{ ...server, trustd: true }] }, 'Unrecognized key: "trustd"'],
    [{ servers: [{ name: 'x', url: 'ws://a.test' }] }, 'must be an http or https URL'],
    [{ servers: [{ name: 'x', url: 'http://me:pw@a.test' }] }, 'send them as a header by secret reference'],
    [{ servers: [server, server] }, '"files" is declared twice'],
    [{ http: [tool, tool] }, '"weather" is declared twice'],
    [{ http: [{ ...tool, name: 'files__x' }] }, 'must not contain "__"'],
    [{ http: [{ ...tool, url: 'https://a.test/{city}' }] }, 'must list in "required" what the URL names: city'],
    [{ http: [{ ...tool, url: 'https://a.test/?k=${env:KEY}' }] }, 'secrets belong into headers'],
    [{ http: [{ ...tool, parameters: { type: 'array' } }] }, 'its "type" must be "object"'],
    [{ http: [{ ...tool, headers: { 'Idempotency-Key': 'x' } }] }, 'is set for you: leave it out'],
    [{ http: [{ ...tool, addresses: ['10.0.0.0'] }] }, 'must be a range as in 10.1.0.0/16'],
  ])('refuses %j and names what is wrong', (declared, problem) => {
    const parsed = ToolDeclarationsSchema.safeParse(declared);
    expect(parsed.success).toBe(false);
    expect(z.prettifyError(parsed.error!)).toContain(problem);
  });
});

import { describe, expect, it } from '@jest/globals';
import { invocationWith } from '../testing/invocation.js';
import { requestOf } from './request-of.js';
import { parseUrlTemplate } from './url-template.js';

const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('a request of an HTTP tool', () => {
  it.each([
    ['carries the trace context of the call', () => TRACEPARENT, TRACEPARENT],
    ['carries none where there is none', () => undefined, undefined],
  ])('%s', (_case, traceparent, expected) => {
    const template = parseUrlTemplate('https://api.example/{id}');
    if (!('ok' in template)) throw new Error(template.problem);
    const built = requestOf(
      { method: 'GET' },
      template.ok,
      {},
      { ...invocationWith(), arguments: { id: 7 }, traceparent },
    );
    expect(built).toMatchObject({ ok: { method: 'GET', url: new URL('https://api.example/7') } });
    expect('ok' in built && built.ok.headers['traceparent']).toBe(expected);
  });
});

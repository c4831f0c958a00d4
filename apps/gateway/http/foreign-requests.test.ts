import { describe, expect, it } from '@jest/globals';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { refuseForeignRequests } from './foreign-requests.js';
import { Problem } from './problem.js';

interface Asked {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The header that the request is refused for. */
function refusal(
  boundTo: string,
  { method = 'POST', headers }: Asked,
  hostnames: readonly string[] = [],
): string | undefined {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, headers });
  let refused: unknown;
  refuseForeignRequests({ host: boundTo, hostnames })(request, new ServerResponse(request), (error) => {
    refused = error;
  });
  return refused instanceof Problem ? refused.errors[0]?.field : undefined;
}
const host = '127.0.0.1:7420';

describe('a server on loopback', () => {
  it.each(['localhost:7420', '127.0.0.1:7420', '127.0.0.1', '[::1]:7420', 'LOCALHOST'])('answers to %s', (name) => {
    expect(refusal('127.0.0.1', { headers: { host: name } })).toBeUndefined();
  });

  it.each(['evil.example:7420', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1:7420'])(
    'does not answer to %s, whatever is asked',
    (name) => {
      for (const method of ['GET', 'POST']) {
        expect(refusal('localhost', { method, headers: { host: name } })).toBe('Host');
      }
    },
  );

  it('answers a program that names no host', () => {
    expect(refusal('::1', { headers: {} })).toBeUndefined();
  });
});

describe('a server that is told its names', () => {
  const told = ['parley.example', '[fd00::7]'];

  it.each(['parley.example:443', 'Parley.Example', '[FD00::7]:7420', 'localhost:7420', '127.0.0.1:7420', '[::1]:7420'])(
    'answers to %s on whatever address',
    (name) => {
      for (const boundTo of ['0.0.0.0', '127.0.0.1'])
        expect(refusal(boundTo, { headers: { host: name } }, told)).toBeUndefined();
    },
  );

  it.each(['evil.example:7420', 'evil.parley.example', '10.0.0.1:7420'])(
    'lets in nobody as %s, though the page says that it is of the same origin',
    (name) => {
      const headers = { host: name, origin: `http://${name}`, 'sec-fetch-site': 'same-origin' };
      for (const method of ['GET', 'POST']) expect(refusal('0.0.0.0', { method, headers }, told)).toBe('Host');
    },
  );
});

it('a server on another address that is told no names answers to any', () => {
  expect(refusal('0.0.0.0', { headers: { host: 'parley.example' } })).toBeUndefined();
});

describe('a page of', () => {
  it.each([
    ['the server', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, undefined],
    ['the server behind TLS', { host: 'x.example', origin: 'https://x.example' }, undefined],
    ['another site', { host, origin: 'http://evil.example' }, 'Origin'],
    ['another port', { host, origin: 'http://127.0.0.1:3000' }, 'Origin'],
    ['no site', { host, origin: 'null' }, 'Origin'],
    ['another site, in a browser that names no origin', { host, 'sec-fetch-site': 'cross-site' }, 'Sec-Fetch-Site'],
    ['a sister site', { host, 'sec-fetch-site': 'same-site' }, 'Sec-Fetch-Site'],
    ['the address bar', { host, 'sec-fetch-site': 'none' }, undefined],
  ])('%s may change things, or not', (_name, headers, field) => {
    expect(refusal('0.0.0.0', { headers })).toBe(field);
    expect(refusal('0.0.0.0', { method: 'GET', headers })).toBeUndefined();
  });
});

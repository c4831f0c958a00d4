import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { Secrets } from '../secrets/secrets.js';
import { callWith } from '../testing/tool-servers.js';
import { HttpToolSpecSchema } from './http-tool-spec.js';
import { openHttpTool } from './http-tool.js';

const CANARY = 'canary-0123456789';
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function listening(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<number> {
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

function toolOf(declared: object, lookup?: LookupFunction) {
  const spec = HttpToolSpecSchema.parse({
    name: 'probe',
    description: 'A tool of this test.',
    parameters: { type: 'object' },
    method: 'GET',
    addresses: LOOPBACK,
    ...declared,
  });
  const source = openHttpTool(spec, { secrets: new Secrets({ CANARY }), lookup });
  closing.push(() => source.close());
  const [tool] = source.tools();
  return { definition: tool!.definition, call: (given: object = {}) => callWith(tool, given) };
}

/** Names become these addresses, one list after the other, the last one for ever. */
function lookupOf(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.push(hostname), answers.length) - 1] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('what is sent', () => {
  it('has arguments in path, query and body, the declared headers, and the same key for every repetition', async () => {
    const seen: unknown[] = [];
    const port = await listening(async (request, response) => {
      const { method, url, headers } = request;
      seen.push({
        method,
        url,
        key: headers['idempotency-key'],
        auth: headers.authorization,
        body: await bodyOf(request),
      });
      response.end('done');
    });
    const url = `http://127.0.0.1:${port}/users/{user}/notes?lang={lang}`;
    const parameters = { type: 'object', required: ['user', 'lang'] };
    const headers = { Authorization: 'Bearer ${env:CANARY}' };
    const given = { user: 'a/b ü', lang: "d&e'", tags: ['x', 'y'], deep: { n: 1 } };
    const post = toolOf({ method: 'POST', url, parameters, headers });
    expect(await post.call(given)).toMatchObject({ status: 'ok', result: 'done' });
    expect(await toolOf({ url, parameters }).call(given)).toMatchObject({ status: 'ok' });
    const key = '01890000-0000-7000-8000-000000000000:solo.1.1';
    const path = '/users/a%2Fb%20%C3%BC/notes?lang=d%26e%27';
    expect(seen).toEqual([
      { method: 'POST', url: path, key, auth: `Bearer ${CANARY}`, body: '{"tags":["x","y"],"deep":{"n":1}}' },
      { method: 'GET', url: `${path}&tags=x&tags=y&deep=%7B%22n%22%3A1%7D`, key, auth: undefined, body: '' },
    ]);
  });

  it('never leaves the path that is declared', async () => {
    const { call } = toolOf({
      url: 'http://127.0.0.1:1/files/{name}/content',
      parameters: { type: 'object', required: ['name'] },
    });
    for (const name of ['..', '.', '', null, {}]) {
      expect((await call({ name })).result).toContain('probe was not called: ');
    }
  });

  it.each([
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['PUT', 'idempotent'],
    ['DELETE', 'idempotent'],
    ['POST', 'once'],
    ['PATCH', 'once'],
  ])('by %s is %s, unless it is declared', (method, effect) => {
    expect(toolOf({ method, url: 'http://a.test/' }).definition.effect).toBe(effect);
    expect(toolOf({ method, url: 'http://a.test/', effect: 'once' }).definition.effect).toBe('once');
  });
});

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f.1',
    '2130706433',
    '169.254.169.254',
    '10.0.0.1',
    '0.0.0.0',
  ])('written as %s are refused where they are not public', async (host) => {
    const { call } = toolOf({ url: `http://${host}:1/`, addresses: [] });
    expect((await call()).result).toMatch(/was not called: \S+ cannot be reached: its address is not public \(\w+\)/);
  });

  it('are checked when a connection is made, so that a name which changes its mind gains nothing', async () => {
    let requests = 0;
    const port = await listening((_request, response) => {
      requests++;
      response.end('inside');
    });
    const rebinding = lookupOf(['127.0.0.2'], ['127.0.0.1']);
    const { call } = toolOf({ url: `http://rebind.test:${port}/`, addresses: ['127.0.0.1/32'] }, rebinding.lookup);
    expect((await call()).result).toContain('rebind.test cannot be reached: its address is not public (loopback)');
    expect(requests).toBe(0);
    expect(await call()).toMatchObject({ status: 'ok', result: 'inside' });
    expect(await call()).toMatchObject({ status: 'ok' });
    expect(rebinding.asked).toHaveLength(3);
  });

  it('that are allowed are used where a name has others as well', async () => {
    const port = await listening((_request, response) => response.end('inside'));
    const { lookup } = lookupOf(['10.0.0.1', '127.0.0.1']);
    expect(await toolOf({ url: `http://both.test:${port}/` }, lookup).call()).toMatchObject({ result: 'inside' });
  });

  it('that there are not are said not to be', async () => {
    const { lookup } = lookupOf([]);
    expect((await toolOf({ url: 'http://none.test/' }, lookup).call()).result).toContain('none.test cannot be reached');
  });
});

describe('redirects', () => {
  const twoHosts = lookupOf(['127.0.0.1']).lookup;

  it('are followed to allowed hosts, without the headers that another origin was meant to get', async () => {
    const seen: unknown[] = [];
    const second = await listening(async (request, response) => {
      seen.push([request.method, request.headers.authorization, await bodyOf(request)]);
      response.end('there');
    });
    const first = await listening((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status, { location: `http://api.other.test:${second}/` }).end();
    });
    for (const status of [303, 307]) {
      const { call } = toolOf(
        {
          method: 'POST',
          url: `http://own.test:${first}/${status}`,
          hosts: ['*.other.test'],
          headers: { authorization: '${env:CANARY}' },
        },
        twoHosts,
      );
      expect(await call({ a: 1 })).toMatchObject({ status: 'ok', result: 'there' });
    }
    expect(seen).toEqual([
      ['GET', undefined, ''],
      ['POST', undefined, '{"a":1}'],
    ]);
  });

  it.each([
    ['http://elsewhere.test/', 'elsewhere.test, which is not an allowed host'],
    ['http://10.0.0.1/', '10.0.0.1, which cannot be reached: its address is not public (private)'],
    [
      'http://169.254.169.254/latest/meta-data',
      '169.254.169.254, which cannot be reached: its address is not public (linkLocal)',
    ],
    ['http://user:pass@own.test/', 'an address with a user name'],
    ['file:///etc/passwd', 'file://, which is not followed'],
    ['/loop', 'more than 2 times'],
  ])('to %s are refused', async (location, problem) => {
    const port = await listening((_request, response) => response.writeHead(302, { location }).end('secret'));
    const hosts = ['10.0.0.1', '169.254.169.254'];
    const { call } = toolOf({ url: `http://own.test:${port}/`, hosts, maxRedirects: 2 }, twoHosts);
    const { status, result } = await call();
    expect(status).toBe('error');
    expect(result).toContain('probe was answered HTTP 302: it redirects');
    expect(result).toContain(problem);
  });
});

describe('answers', () => {
  it('that fail say how, and hold no secret', async () => {
    const port = await listening((request, response) => {
      response
        .writeHead(422, { 'content-type': 'application/json' })
        .end(`{"got":"${String(request.headers['x-key'])}"}`);
    });
    const { call } = toolOf({ url: `http://127.0.0.1:${port}/`, headers: { 'X-Key': '${env:CANARY}' } });
    expect(await call()).toMatchObject({
      status: 'error',
      result: 'probe was answered HTTP 422: {"got":"${env:CANARY}"}',
    });
  });

  it('that are too large are cut, however large', async () => {
    const port = await listening((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const chunk = 'ä'.repeat(32_768);
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pump);
      pump();
    });
    const { call } = toolOf({ url: `http://127.0.0.1:${port}/`, maxBytes: 2_001 });
    const { status, result } = await call();
    expect(status).toBe('ok');
    expect(result).toBe(`${'ä'.repeat(1_000)}\n[cut: only the first 2001 bytes]`);
  });

  it.each([
    ['never come', () => undefined],
    [
      'never end',
      (_request: unknown, response: ServerResponse) => {
        response.write('drop');
      },
    ],
  ])('that %s are given up', async (_what, handle) => {
    const port = await listening(handle);
    const { call } = toolOf({ method: 'POST', url: `http://127.0.0.1:${port}/`, timeoutMs: 100 });
    expect(await call()).toMatchObject({ status: 'timed_out', inDoubt: true });
  });

  it('that are lost leave in doubt what happened, and those that cannot be asked for do not', async () => {
    const port = await listening((request) => request.socket.destroy());
    const lost = await toolOf({ method: 'POST', url: `http://127.0.0.1:${port}/` }).call();
    expect(lost).toMatchObject({ status: 'error', inDoubt: true });
    expect(lost.result).toContain('Whether it was done is not known');
    const refused = await toolOf({ method: 'POST', url: 'http://127.0.0.1:1/' }).call();
    expect(refused.inDoubt).toBeUndefined();
    expect(refused.result).toBe(
      'probe was not called: 127.0.0.1 cannot be reached: it accepts no connections there (ECONNREFUSED)',
    );
  });

  it('that break off say so', async () => {
    const port = await listening((_request, response) => {
      response.writeHead(200, { 'content-length': '100', 'content-type': 'text/plain' });
      response.write('half', () => response.destroy());
    });
    const { status, result } = await toolOf({ url: `http://127.0.0.1:${port}/` }).call();
    expect(status).toBe('error');
    expect(result).toContain('half\n[the connection was lost after 4 bytes: this is not all]');
  });

  it.each([
    [{ 'content-type': 'image/png' }, '[image/png, 1 bytes: not shown]'],
    [{ 'content-type': 'text/plain; charset=latin1' }, 'ä'],
    [{ 'content-type': 'application/problem+json' }, '\uFFFD'],
    [{ 'content-encoding': 'gzip' }, '[a body encoded as gzip, which was not asked for: not shown]'],
  ])('with %j are shown as far as they are text', async (headers, text) => {
    const port = await listening((_request, response) => response.writeHead(200, headers).end(Buffer.from([0xe4])));
    expect((await toolOf({ url: `http://127.0.0.1:${port}/` }).call()).result).toBe(text);
  });
});

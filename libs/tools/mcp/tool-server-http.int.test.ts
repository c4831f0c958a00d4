import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { Secrets } from '../secrets/secrets.js';
import { everythingOverHttp, freePort } from '../testing/everything-over-http.js';
import { callWith } from '../testing/tool-servers.js';
import { openToolServer } from './tool-server.js';
import { ToolServerSpecSchema } from './tool-server-spec.js';

const CANARY = 'canary-0123456789';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function sourceAt(port: number, declared: object = {}) {
  const spec = ToolServerSpecSchema.parse({ name: 'test', url: `http://127.0.0.1:${port}/mcp`, ...declared });
  const problems: string[] = [];
  const secrets = new Secrets({ CANARY });
  const source = await openToolServer(spec, { secrets, report: (_name, problem) => problems.push(problem) });
  closing.push(() => source.close());
  const call = (name: string, given: object = {}) => callWith(source.toolNamed(`test__${name}`), given);
  return { source, problems, call };
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.kill('SIGKILL')) await once(server, 'close');
}

async function listening(handle: RequestListener): Promise<number> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

describe('a server that is reached by streamable HTTP', () => {
  it('is called, outlived when it is killed in the middle of a call, and found again', async () => {
    const port = await freePort();
    const first = await everythingOverHttp(port);
    closing.push(() => ended(first));
    const { call, source } = await sourceAt(port);
    expect(await call('echo', { message: 'hello' })).toMatchObject({ status: 'ok', result: 'Echo: hello' });

    const running = call('trigger-long-running-operation', { duration: 60, steps: 60 });
    await call('echo', { message: 'the other has been sent' });
    first.kill('SIGKILL');
    const { status, result, inDoubt } = await running;
    expect({ status, inDoubt }).toEqual({ status: 'error', inDoubt: true });
    expect(result).toMatch(/connection ended while the call was running|answer was lost/);

    const second = await everythingOverHttp(port);
    closing.push(() => ended(second));
    while (!source.state().ready) await call('echo', { message: 'are you there' });
    expect(await call('echo', { message: 'again' })).toMatchObject({ status: 'ok', result: 'Echo: again' });
  }, 60_000);

  it('that is not there says why', async () => {
    const { source, call } = await sourceAt(await freePort());
    expect(source.state()).toMatchObject({ ready: false, problems: [expect.stringContaining('ECONNREFUSED')] });
    expect((await call('echo')).result).toContain('was not called: its server is not running');
  });

  it('gets the declared headers, and nobody a secret of theirs', async () => {
    const seen: unknown[] = [];
    const port = await listening((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(401).end(`no entry for ${String(request.headers.authorization)}`);
    });
    const { source, problems } = await sourceAt(port, { headers: { Authorization: 'Bearer ${env:CANARY}' } });
    expect(seen).toContain(`Bearer ${CANARY}`);
    expect(source.state().problems.join()).toContain('no entry for Bearer ${env:CANARY}');
    expect(JSON.stringify([source.state(), problems])).not.toContain(CANARY);
  });

  it('that sends a message without end is left', async () => {
    const port = await listening((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = 'x'.repeat(65_536);
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.write('data: ');
      response.on('drain', pump);
      pump();
    });
    const { source } = await sourceAt(port, { maxResultBytes: 10_000 });
    expect(source.state().problems.join()).toContain('exceeded maximum size of 85536 bytes');
  });

  it('may send more in small messages than one may hold, whatever ends its lines', async () => {
    const port = await listening((request, response) => void answer(request, response, sendAfterNotices));
    const { call } = await sourceAt(port, { maxResultBytes: 1_024 });
    expect(await call('echo')).toMatchObject({ status: 'ok', result: 'done' });
  });

  it('is asked on new connections: one that it is just closing would leave a call in doubt', async () => {
    const used = new WeakSet<Socket>();
    const port = await listening((request, response) => {
      if (used.has(request.socket)) request.socket.destroy();
      used.add(request.socket);
      void answer(request, response);
    });
    const { call } = await sourceAt(port);
    for (const message of ['one', 'two'])
      expect(await call('echo', { message })).toMatchObject({ status: 'ok', result: 'done' });
  });
});

describe('what a server answers that is of another kind', () => {
  it.each([
    [{ hello: 1 }, 'its answer cannot be read: jsonrpc must be one of 2.0; '],
    [
      { jsonrpc: '2.0', id: 0, result: {} },
      'its answer cannot be read: protocolVersion must be a text; capabilities must',
    ],
  ])('is told by its fields: %j', async (body, words) => {
    const port = await listening((_request, response) => {
      sendDocument(response, JSON.stringify(body));
    });
    const { source } = await sourceAt(port);
    expect(source.state().problems).toEqual([expect.stringContaining(words)]);
    expect(source.state().problems.join()).not.toMatch(/Invalid input|ZodError/);
  });

  it('is told of a list of tools, too', async () => {
    const port = await listening((request, response) => {
      void answer(request, response, (to, message) => {
        sendDocument(to, message.replace(/"tools":\[.*\]/, '"tools":"none"'));
      });
    });
    const { source } = await sourceAt(port);
    expect(source.state().problems).toEqual([
      'its tools could not be listed: its answer cannot be read: tools must be a list',
    ]);
  });
});

describe('a redirect', () => {
  const headers = { Authorization: 'Bearer ${env:CANARY}', 'X-Key': '${env:CANARY}' };

  it.each([301, 302, 303, 307, 308])('to another origin is refused, and nothing is asked there: %d', async (status) => {
    const asked: unknown[] = [];
    const other = await listening((request, response) => {
      asked.push(request.headers);
      response.end();
    });
    const port = await listening((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${other}/mcp?token=no` }).end();
    });
    const { source } = await sourceAt(port, { headers });
    expect(source.state().problems.join()).toContain(`Redirect to http://127.0.0.1:${other}/mcp not followed`);
    expect(asked).toEqual([]);
  });

  it.each([307, 308])('within the origin is followed, with what was sent: %d', async (status) => {
    const keys = new Set<unknown>();
    const port = await listening((request, response) => {
      keys.add(request.headers['x-key']);
      if (request.url === '/mcp/') void answer(request, response);
      else response.writeHead(status, { location: '/mcp/' }).end();
    });
    const { call } = await sourceAt(port, { headers });
    expect(await call('echo')).toMatchObject({ status: 'ok', result: 'done' });
    expect([...keys]).toEqual([CANARY]);
  });
});

const RESULTS: Readonly<Record<string, object>> = {
  initialize: {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'little', version: '1' },
  },
  'tools/list': { tools: [{ name: 'echo', inputSchema: { type: 'object' } }] },
  'tools/call': { content: [{ type: 'text', text: 'done' }] },
};

type Send = (response: ServerResponse, message: string) => void;

const sendDocument: Send = (response, message) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(message);
};

/** As an event after 200 notices of a kilobyte, in the line ends that servers in Python send. */
const sendAfterNotices: Send = (response, message) => {
  const params = { level: 'info', data: 'x'.repeat(1_000) };
  const notice = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const data of [...Array<string>(200).fill(notice), message])
    response.write(`event: message\r\ndata: ${data}\r\n\r\n`);
  response.end();
};

/** What a small server says. */
async function answer(request: IncomingMessage, response: ServerResponse, send: Send = sendDocument): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(405).end();
    return;
  }
  const { id, method } = (await json(request)) as { readonly id?: number; readonly method: string };
  if (id === undefined) {
    response.writeHead(202).end();
    return;
  }
  send(response, JSON.stringify({ jsonrpc: '2.0', id, result: RESULTS[method] }));
}

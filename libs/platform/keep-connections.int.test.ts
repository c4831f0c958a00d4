import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { keepConnections } from './keep-connections.js';

async function serving() {
  const server = createServer();
  keepConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  return { server, agent, asked: get({ port, host: '127.0.0.1', agent }) };
}

it('keeps a connection a minute longer than it says', async () => {
  const { server, agent, asked } = await serving();
  server.on('request', (_request, response) => response.end());
  const [{ headers }] = (await once(asked, 'response')) as [IncomingMessage];
  expect(headers['keep-alive']).toBe('timeout=5');
  expect(server.keepAliveTimeoutBuffer).toBe(60_000);
  agent.destroy();
  server.close();
});

it('ends when the last request has been answered, though its client keeps the connection', async () => {
  const { server, agent, asked } = await serving();
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const closed = once(server, 'close');
  server.close();
  response.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  await closed;
  agent.destroy();
});

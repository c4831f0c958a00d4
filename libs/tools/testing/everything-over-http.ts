import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { EVERYTHING } from './tool-servers.js';

/** A port of the loopback interface that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('a server on a socket has a port');
  return address.port;
}

/** The protocol's everything server, reached by streamable HTTP; resolves when it listens. */
export async function everythingOverHttp(port: number): Promise<ChildProcess> {
  const server = spawn(process.execPath, [EVERYTHING, 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const chunk of server.stderr) if (String(chunk).includes('listening')) return server;
  throw new Error('the everything server ended before it listened');
}

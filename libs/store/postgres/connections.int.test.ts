import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connections } from './connections.js';

const message = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const READY = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))];
const GOING_DOWN = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

describe('a connection whose server goes down', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Accepts each connection, and says at once that it is going down. */
  async function serverGoingDown(): Promise<string> {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end(Buffer.concat([...READY, GOING_DOWN])));
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `postgres://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/any`;
  }

  it('as it becomes ready fails what is asked of it, not the process', async () => {
    const pool = connections({ url: await serverGoingDown(), connections: 1 });
    for (let n = 0; n < 2; n++) {
      const client = await pool.connect();
      await expect(client.query('select 1', [])).rejects.toThrow();
      client.release();
    }
    await pool.end();
  });
});

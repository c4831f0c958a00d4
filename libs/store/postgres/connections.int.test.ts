import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PostgresPool } from 'kysely';
import { connections } from './connections.js';

const message = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const READY = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))];
const DONE = [message('C', Buffer.from('SELECT 0\0')), message('Z', Buffer.from('I'))];
const GOING_DOWN = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Of a server that does so with each connection. */
async function urlOf(serve: (socket: Socket) => void): Promise<string> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `postgres://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/any`;
}

describe('a connection whose server goes down', () => {
  /** Says at once that it is going down. */
  const goingDown = (socket: Socket) => socket.once('data', () => socket.end(Buffer.concat([...READY, GOING_DOWN])));

  it('as it becomes ready fails what is asked of it, not the process', async () => {
    const pool = connections({ url: await urlOf(goingDown), connections: 1 });
    for (let n = 0; n < 2; n++) {
      const client = await pool.connect();
      await expect(client.query('select 1', [])).rejects.toThrow();
      client.release();
    }
    await pool.end();
  });
});

describe('a connection whose server falls silent', () => {
  let made = 0;
  let pool: PostgresPool;
  beforeEach(async () => {
    made = 0;
    pool = connections({ url: `${await urlOf(silentAtFirst)}?query_timeout=200`, connections: 1 });
  });
  afterEach(() => pool.end());

  /** Its first connection answers nothing once it is ready, all others whatever they are asked. */
  function silentAtFirst(socket: Socket): void {
    made++;
    const isSilent = made === 1;
    socket.once('data', () => {
      socket.write(Buffer.concat(READY));
      if (!isSilent) socket.on('data', () => socket.write(Buffer.concat(DONE)));
    });
  }

  it('is given up with the answer', async () => {
    const silent = await pool.connect();
    await expect(silent.query('select 1', [])).rejects.toThrow('Query read timeout');
    silent.release();
    const next = await pool.connect();
    await expect(next.query('select 1', [])).resolves.toMatchObject({ command: 'SELECT' });
    next.release();
    expect(made).toBe(2);
  });

  it('is asked no more, so that to end its transaction takes no second wait', async () => {
    const silent = await pool.connect();
    const unanswered: unknown = await silent.query('select 1', []).catch((error: unknown) => error);
    await expect(silent.query('rollback', [])).rejects.toBe(unanswered);
    silent.release();
  });
});

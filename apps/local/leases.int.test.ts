import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openLeases, type Leases } from './leases.js';

const sockets: Socket[] = [];
let close: () => void = () => undefined;
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  close();
});

/** Leases of a process that notes its end instead of ending. */
async function opened() {
  const ended = Promise.withResolvers<undefined>();
  const state = { ends: 0 };
  const leases = await openLeases(() => {
    state.ends += 1;
    ended.resolve(undefined);
  });
  close = leases.refuse;
  return { leases, state, ended: ended.promise };
}

async function lease({ address }: Leases): Promise<Socket> {
  const socket = connect({ port: address.port, host: '127.0.0.1' });
  sockets.push(socket);
  const [greeting] = (await once(socket, 'data')) as [Buffer];
  expect(greeting.toString()).toBe(`${address.greeting}\n`);
  return socket;
}

describe('leases', () => {
  it('end the process with its owner when there are none', async () => {
    const { leases, state } = await opened();
    expect(leases.ownerGone()).toBe(false);
    expect(state.ends).toBe(1);
  });

  it('keep it after its owner, until the last is given back or lost', async () => {
    const { leases, state, ended } = await opened();
    const [first, second] = [await lease(leases), await lease(leases)];
    expect(leases.ownerGone()).toBe(true);
    first.end();
    await once(first, 'close');
    expect(state.ends).toBe(0);
    second.resetAndDestroy();
    await ended;
    expect(state.ends).toBe(1);
  });

  it('are let go at once while the process stays, and with the process when it ends', async () => {
    const { leases, ended } = await opened();
    const [first, last] = [await lease(leases), await lease(leases)];
    first.end();
    await once(first, 'close');
    leases.ownerGone();
    last.end();
    await ended;
    expect(last.closed).toBe(false);
  });

  it('do not end a process that nobody has left', async () => {
    const { leases, state } = await opened();
    const only = await lease(leases);
    only.end();
    await once(only, 'close');
    expect(state.ends).toBe(0);
  });

  it('are not given any more by a process that ends', async () => {
    const { leases } = await opened();
    leases.ownerGone();
    const late = connect({ port: leases.address.port, host: '127.0.0.1' });
    sockets.push(late);
    await expect(once(late, 'data')).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  });
});

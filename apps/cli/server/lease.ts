import { connect, type Socket } from 'node:net';
import { aborted } from './aborted.js';
import { serverFileIn } from './server-file.js';

/** A server that does not end by itself before it is released. */
export interface HeldServer {
  readonly url: string;
  /** Resolves once the server has gone, or stays for others; at once when `interruption` is or gets aborted. */
  release(interruption: AbortSignal): Promise<void>;
}

const GREETING_MS = 3_000;

/**
 * A lease on the server that runs on a data directory; undefined when none does, or when it is about to end. A stale file
 * is seen through: nobody but that server knows the greeting.
 */
export async function leaseOn(directory: string): Promise<HeldServer | undefined> {
  const file = await serverFileIn(directory);
  if (file === undefined) return undefined;
  const socket = connect({ port: file.lease.port, host: '127.0.0.1' });
  const closed = closeOf(socket);
  if (!(await greets(socket, `${file.lease.greeting}\n`))) {
    socket.destroy();
    return undefined;
  }
  return {
    url: file.url,
    async release(interruption) {
      socket.end();
      await Promise.race([closed, aborted(interruption)]);
      socket.destroy();
    },
  };
}

const closeOf = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket
      .on('error', () => undefined)
      .once('close', () => {
        resolve();
      });
  });

/** False when the connection is refused, says something else, or nothing in time. */
async function greets(socket: Socket, greeting: string): Promise<boolean> {
  const silence = setTimeout(() => socket.destroy(), GREETING_MS);
  try {
    return (await heardOn(socket, greeting.length)) === greeting;
  } finally {
    clearTimeout(silence);
  }
}

/** So many characters, or what was heard before the connection closed. */
const heardOn = (socket: Socket, length: number): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const done = () => {
      resolve(heard);
    };
    socket.setEncoding('utf8').once('close', done);
    socket.on('data', (text: string) => {
      heard += text;
      if (heard.length >= length) done();
    });
  });

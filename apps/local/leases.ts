import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { leaseBook, type LeaseBook } from './lease-book.js';

/** Where those who need this process say so: by a connection to this port of loopback, kept open as long as they do. */
export interface LeaseAddress {
  readonly port: number;
  /** The line that is sent to whoever connects: who has read it holds a lease, and on this very process. */
  readonly greeting: string;
}

export interface Leases {
  readonly address: LeaseAddress;
  /** No further lease is given: the process is about to end, whoever needs it. */
  readonly refuse: () => void;
  /** Who the process was started for has gone: it ends with the last lease, or now. Returns whether it stays for others. */
  readonly ownerGone: () => boolean;
}

/**
 * Lets others say that they need this process. The decision to end and the refusal of further leases are one step, so
 * nobody is greeted by a process that ends. Who gives a lease back (ends its side) sees the connection close: at once
 * while the process stays for others, else with the process itself.
 * @param end called once, when neither owner nor lease is left
 */
export async function openLeases(end: () => void): Promise<Leases> {
  const greeting = randomUUID();
  const book = leaseBook(() => {
    refuse();
    end();
  });
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    if (listener.listening) lend(socket, book, greeting);
    else socket.destroy();
  });
  const refuse = () => {
    listener.close();
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { address: { port: portOf(listener.address()), greeting }, refuse, ownerGone: book.ownerGone };
}

function lend(socket: Socket, { take, giveBack }: LeaseBook, greeting: string): void {
  take(socket);
  const back = () => {
    giveBack(socket);
  };
  socket
    .on('error', () => undefined)
    .once('end', back)
    .once('close', back);
  socket.resume().write(`${greeting}\n`);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the leases listen on no port of loopback');
  return address.port;
}

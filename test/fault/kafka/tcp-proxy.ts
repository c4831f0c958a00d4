import { createServer, connect, type Socket } from 'node:net';

/** Stands between clients and a server of this machine. */
export interface TcpProxy {
  /** As if the network between had gone: bytes wait and nobody is told. */
  cut(): void;
  /** What has waited arrives after all. */
  heal(): void;
  close(): Promise<void>;
}

type Pair = readonly [client: Socket, server: Socket];

export async function tcpProxy(port: number, target: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let whole = true;
  const server = createServer((client) => {
    const pair: Pair = [client, connect(target, '127.0.0.1')];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
    if (whole) join(pair);
  });
  await new Promise<void>((listens) => server.listen(port, '127.0.0.1', listens));
  return {
    cut() {
      whole = false;
      pairs.forEach(part);
    },
    heal() {
      whole = true;
      pairs.forEach(join);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        for (const [client] of pairs) client.destroy();
      }),
  };
}

function join([client, server]: Pair): void {
  client.pipe(server);
  server.pipe(client);
}

function part(pair: Pair): void {
  for (const socket of pair) {
    socket.unpipe();
    socket.pause();
  }
}

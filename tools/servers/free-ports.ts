import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: a client that knocks on a dead server's port would else be
 * given that very port now and then, and be connected to itself.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
/** Ports that this process has given out: who was given one may not listen yet. */
const given = new Set<number>();

/** Ports of 127.0.0.1 on which nobody listened a moment ago, one for each name. */
export async function freePorts<const Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  const held: { name: Name; port: number; server: Server }[] = [];
  for (const name of names) held.push({ name, ...(await listenSomewhere()) });
  for (const { server } of held) await new Promise((resolve) => server.close(resolve));
  return Object.fromEntries(held.map(({ name, port }) => [name, port])) as Record<Name, number>;
}

async function listenSomewhere(): Promise<{ port: number; server: Server }> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (given.has(port)) continue;
    const server = createServer().listen(port, '127.0.0.1');
    const listens = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!listens) continue;
    given.add(port);
    return { port, server };
  }
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { reasonOf } from '../cli-error.js';

/** Why nobody can listen there; undefined when somebody can. */
export async function portTrouble(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

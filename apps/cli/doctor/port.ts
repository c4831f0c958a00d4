import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '#platform';
import { reasonOf } from '../cli-error.js';
import { serverFileIn } from '../server/server-file.js';
import { bad, ok, type Finding } from './finding.js';

/** Whether a server could listen, or the one of this directory already does. */
export async function portFinding({ host, port, data }: Pick<Config, 'host' | 'port' | 'data'>): Promise<Finding> {
  const where = `${host}:${port}`;
  const trouble = await listened(host, port);
  if (trouble === undefined) return ok('port', `${where} is free`);
  const running = await serverFileIn(data);
  if (running !== undefined && new URL(running.url).port === String(port)) {
    return ok('port', `${where} is in use by the server of ${data}`);
  }
  return bad('port', `${where}: ${trouble}: take another with \`parley dev --port\` or PARLEY_PORT`);
}

/** Why nobody can listen there; undefined when somebody can. */
async function listened(host: string, port: number): Promise<string | undefined> {
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

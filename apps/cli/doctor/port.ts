import type { Config } from '#platform';
import { portTrouble } from '../server/port-trouble.js';
import { serverFileIn } from '../server/server-file.js';
import { bad, ok, type Finding } from './finding.js';

/** Whether a server could listen, or the one of this directory already does. */
export async function portFinding({ host, port, data }: Pick<Config, 'host' | 'port' | 'data'>): Promise<Finding> {
  const where = `${host}:${port}`;
  const trouble = await portTrouble(host, port);
  if (trouble === undefined) return ok('port', `${where} is free`);
  const running = await serverFileIn(data);
  if (running !== undefined && new URL(running.url).port === String(port)) {
    return ok('port', `${where} is in use by the server of ${data}`);
  }
  return bad('port', `${where}: ${trouble}: take another with \`parley dev --port\` or PARLEY_PORT`);
}

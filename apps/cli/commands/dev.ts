import { Command } from 'commander';
import { unreachable } from '../cli-error.js';
import { dataOption } from '../options/data-option.js';
import { wholeNumber } from '../options/numbers.js';
import { welcome } from '../rendering/welcome.js';
import { aborted } from '../server/aborted.js';
import { holdServer, isOwn } from '../server/hold-server.js';
import { endInWords } from '../server/process-end.js';
import type { Session } from '../session.js';

interface DevOptions {
  readonly port?: number;
  readonly data: string;
  readonly json?: true;
}

export const devCommand = (session: Session): Command =>
  new Command('dev')
    .description('run every service in this process tree until interrupted')
    .option('--port <n>', 'port on loopback (or PARLEY_PORT); 0 takes any free one', wholeNumber(0))
    .addOption(dataOption(session))
    .option('--json', 'print {"listening", "data"} and nothing else on stdout')
    .action((options: DevOptions) => serve(session, options));

async function serve(session: Session, { port, data, json }: DevOptions): Promise<void> {
  const env = { PARLEY_LOG_LEVEL: 'warn', ...session.env, PARLEY_DATA: data, ...portEnv(port) };
  const server = await holdServer(data, { env, log: session.terminal.note }, session);
  if (!isOwn(server)) {
    await server.release(session.signal);
    throw unreachable(`data directory ${data} is served at ${server.url} already; use that server, or another --data`);
  }
  const lines = json === true ? [JSON.stringify({ listening: server.url, data })] : welcome(server.url, data, session);
  lines.forEach(session.terminal.print);
  await Promise.race([server.gone, aborted(session.signal)]);
  await server.stop();
  const end = await server.gone;
  if (session.signal.aborted) return;
  throw unreachable(`the server ${endInWords(end)}; \`parley dev\` starts it again, and open runs go on`);
}

const portEnv = (port: number | undefined) => (port === undefined ? {} : { PARLEY_PORT: String(port) });

import { Command } from 'commander';
import { unreachable } from '../cli-error.js';
import { wholeNumber } from '../options/numbers.js';
import { startChildServer } from '../server/child-server.js';
import { runningServerOf } from '../server/running-server.js';
import type { Session } from '../session.js';
import { welcome } from '../rendering/welcome.js';

interface DevOptions {
  readonly port?: number;
  readonly data: string;
  readonly json?: true;
}

export const devCommand = (session: Session): Command =>
  new Command('dev')
    .description('run every service in this process tree until interrupted')
    .option('--port <n>', 'port on loopback (or PARLEY_PORT); 0 takes any free one', wholeNumber(0))
    .option('--data <dir>', 'data directory (or PARLEY_DATA)', session.env['PARLEY_DATA'] ?? '.parley')
    .option('--json', 'print {"listening", "data"} and nothing else on stdout')
    .action((options: DevOptions) => serve(session, options));

async function serve(session: Session, { port, data, json }: DevOptions): Promise<void> {
  const running = await runningServerOf(data);
  if (running !== undefined) {
    throw unreachable(`data directory ${data} is served at ${running} already; use that server, or another --data`);
  }
  const env = { PARLEY_LOG_LEVEL: 'warn', ...session.env, PARLEY_DATA: data, ...portEnv(port) };
  const server = await startChildServer({ program: session.server, env, log: session.terminal.note });
  const lines = json === true ? [JSON.stringify({ listening: server.url, data })] : welcome(server.url, data, session);
  lines.forEach((line) => {
    session.terminal.print(line);
  });
  const interruption = new Promise((resolve) => {
    session.signal.addEventListener('abort', resolve, { once: true });
  });
  await Promise.race([server.gone, interruption]);
  await server.stop();
  const code = await server.gone;
  if (!session.signal.aborted)
    throw unreachable(`the server ended by itself with code ${code ?? 'none'}; its log says why`);
}

const portEnv = (port: number | undefined) => (port === undefined ? {} : { PARLEY_PORT: String(port) });

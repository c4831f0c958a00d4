// npm run servers [-- [--json] collector jaeger kafka postgres]: starts them, and prints where they are and what services want besides.
// npm run servers -- status | down
// npm run servers -- hold: other ones, for whoever started this; they end with stdin, and are told of in a line of JSON.
import { once } from 'node:events';
import { partsNamed } from '../provision/parts-named.js';
import { ProvisionError, SERVER_NAMES } from '../provision/part.js';
import { down } from './down.js';
import { hold } from './hold.js';
import { ServerError } from './server-plan.js';
import { serviceLine } from './service-line.js';
import { alone, isRunning, readState } from './state.js';
import { exportsOf, up } from './up.js';

const tell = (line: string): void => {
  console.error(line);
};
const waiting = (): void => {
  tell('another `npm run servers` is at work; waiting');
};

/** To be evaluated by a shell: `eval "$(npm run -s servers)"`. */
async function start(words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const names = partsNamed(
    words.filter((word) => word !== '--json'),
    SERVER_NAMES,
  );
  const exports = exportsOf(await alone(waiting, () => up(names, tell)));
  if (json) {
    console.log(JSON.stringify(exports));
    return;
  }
  for (const [name, value] of Object.entries(exports)) console.log(`export ${name}=${value}`);
  // Not for the shell: whoever only tests against these servers does not want it.
  const line = serviceLine(exports);
  if (line !== undefined) tell(line);
}

async function status(): Promise<void> {
  const servers = await readState();
  if (servers.length === 0) console.log('no server has been started');
  for (const server of servers) {
    const how = isRunning(server) ? `runs as process ${server.pid}` : 'has ended';
    const where = Object.entries(server.exports).map(([name, value]) => `${name}=${value}`);
    console.log(`${server.name}: ${how}, in ${server.directory}; ${where.join(' ')}`);
  }
}

/** Exit code 1 where one of them has ended by itself. */
async function holdForOwner(): Promise<void> {
  const over = Promise.race([
    once(process.stdin.resume(), 'end'),
    ...['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)),
  ]);
  try {
    const held = await hold();
    console.log(JSON.stringify(held.exports));
    const name = await Promise.race([over.then(() => undefined), held.lost]);
    await held.release();
    if (name !== undefined) throw new ServerError(`${name} has ended`);
  } finally {
    process.stdin.destroy();
  }
}

const [command = '', ...rest] = process.argv.slice(2);
try {
  if (command === 'down' && rest.length === 0) await alone(waiting, () => down(tell));
  else if (command === 'hold' && rest.length === 0) await holdForOwner();
  else if (command === 'status' && rest.length === 0) await status();
  else await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ProvisionError || error instanceof ServerError)) throw error;
  console.error(`servers: ${error.message}`);
  process.exitCode = 1;
}

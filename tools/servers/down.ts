import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, readState, writeState, type Started } from './state.js';

const POLL_MS = 50;
const PATIENCE_MS = 15_000;

/** Ends exactly the processes that `up` has started, the last one first, and removes what they kept. */
export async function down(tell: (line: string) => void): Promise<void> {
  let servers = await readState();
  for (let last = servers.at(-1); last !== undefined; last = servers.at(-1)) {
    await end(last);
    await rm(last.directory, { recursive: true, force: true });
    servers = servers.slice(0, -1);
    await writeState(servers);
    tell(`${last.name}: ended`);
  }
}

async function end(server: Started): Promise<void> {
  if (!(await endsBy(server, server.stopSignal))) await endsBy(server, 'SIGKILL');
}

async function endsBy(server: Started, signal: NodeJS.Signals): Promise<boolean> {
  if (isRunning(server)) process.kill(server.pid, signal);
  const until = Date.now() + PATIENCE_MS;
  while (isRunning(server) && Date.now() < until) await sleep(POLL_MS);
  return !isRunning(server);
}

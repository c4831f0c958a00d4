import { chown, cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { directoryOf } from '../../provision/cache.js';
import { postgres } from '../../provision/parts/postgres.js';
import { freePorts } from '../free-ports.js';
import { inNewDirectory, runOnce } from '../preparation.js';
import type { ServerPlan, UnixUser } from '../server-plan.js';

const NOBODY: UnixUser = { uid: 65_534, gid: 65_534 };
const STATUS_LINE = 7;

/**
 * A new, empty PostgreSQL that lets everybody in. It refuses to run as root, so for root it runs as "nobody", from a copy:
 * nobody may not look into root's cache.
 */
export const planPostgres = (settings: Readonly<Record<string, string>> = {}): Promise<ServerPlan> =>
  inNewDirectory('postgres', (directory) => planIn(directory, settings));

async function planIn(directory: string, settings: Readonly<Record<string, string>>): Promise<ServerPlan> {
  const programs = await programsFor(directory);
  const data = path.join(directory, 'data');
  const user = asRoot() ? NOBODY : undefined;
  const environment = { LC_ALL: 'C' };
  const creation = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await runOnce(path.join(programs, 'initdb'), creation, { cwd: directory, env: environment, ...user });
  const { port } = await freePorts('port');
  const all = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  return {
    name: 'postgres',
    command: path.join(programs, 'postgres'),
    args: ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    environment,
    directory,
    ...(user !== undefined && { user }),
    stopSignal: 'SIGINT',
    healthy: (pid) => isReady(data, pid),
    exports: { PARLEY_POSTGRES_URL: `postgres://postgres@127.0.0.1:${port}/postgres` },
  };
}

const asRoot = (): boolean => process.getuid?.() === 0;

async function programsFor(directory: string): Promise<string> {
  const provisioned = directoryOf(postgres);
  if (!asRoot()) return path.join(provisioned, 'bin');
  for (const folder of ['bin', 'lib', 'share'])
    await cp(path.join(provisioned, folder), path.join(directory, folder), { recursive: true, verbatimSymlinks: true });
  await chown(directory, NOBODY.uid, NOBODY.gid);
  return path.join(directory, 'bin');
}

/** What pg_ctl waits for: the file in which the server says who it is (the process first) and how it is. */
async function isReady(data: string, pid: number): Promise<boolean> {
  const said = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = said.split('\n').map((line) => line.trim());
  return lines[0] === String(pid) && lines[STATUS_LINE] === 'ready';
}

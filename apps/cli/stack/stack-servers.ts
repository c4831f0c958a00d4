import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { badInput, unreachable } from '../cli-error.js';
import { lastWords } from '../server/last-words.js';
import type { Session } from '../session.js';

const ExportsSchema = z.record(z.string(), z.string());

export interface StackServers {
  /** Variables that say where they are. */
  readonly exports: Readonly<Record<string, string>>;
  /** Resolves when one of them has ended by itself, with what is said of it; never for servers that were there before. */
  readonly lost: Promise<string>;
  /** Ends those that were started here, and removes what they kept. */
  stop(): Promise<void>;
}

const NEEDED = ['PARLEY_KAFKA_BROKERS', 'PARLEY_POSTGRES_URL'] as const;
const HOLD = [
  '--disable-warning=TimeoutNegativeWarning',
  '--conditions=parley-source',
  '--import',
  './tools/ts-hooks.mjs',
];

/**
 * Brokers and a database: those that the environment names, which stay, or else new ones from what is provisioned.
 * @throws CliError that says what to provision, or what is missing
 */
export async function stackServers({ env }: Pick<Session, 'env'>): Promise<StackServers> {
  const missing = NEEDED.filter((name) => (env[name] ?? '') === '');
  if (missing.length === NEEDED.length) return heldServers(env);
  if (missing.length > 0)
    throw badInput(`${missing.join()} is missing: set both ${NEEDED.join(' and ')}, or neither for servers of its own`);
  return { exports: {}, lost: new Promise(() => undefined), stop: () => Promise.resolve() };
}

type Holder = ChildProcessByStdio<Writable, Readable, Readable>;

async function heldServers(env: Session['env']): Promise<StackServers> {
  const holder: Holder = spawn(process.execPath, [...HOLD, 'tools/servers/main.ts', 'hold'], {
    cwd: rootDirectory(),
    env: { ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Out of reach of the terminal's Ctrl-C: the services end first.
    detached: true,
    windowsHide: true,
  });
  const words = lastWords();
  createInterface({ input: holder.stderr }).on('line', (line) => {
    words.add(line);
  });
  const gone = once(holder, 'close').then(() => words.text());
  const exports = await exportsFrom(holder);
  if (exports === undefined) throw unreachable(await gone);
  return {
    exports: { ...exports, PARLEY_KAFKA_REPLICAS: '1' },
    lost: gone,
    stop: async () => {
      holder.stdin.on('error', () => undefined).end();
      await gone;
    },
  };
}

/** Undefined when it ends instead. */
async function exportsFrom(holder: Holder): Promise<Readonly<Record<string, string>> | undefined> {
  for await (const line of createInterface({ input: holder.stdout })) {
    holder.stdout.resume();
    return ExportsSchema.parse(JSON.parse(line));
  }
  return undefined;
}

/** @throws CliError where only the built part of the project is */
function rootDirectory(): string {
  const root = path.dirname(findPackageJSON('..', import.meta.url) ?? '.');
  if (existsSync(path.join(root, 'tools/servers/main.ts'))) return root;
  throw badInput(`${NEEDED.join(' and ')} are missing, and this installation has no servers to provision`);
}

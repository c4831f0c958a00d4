import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUN = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'test/fault/host.ts'];

export interface HostProcess {
  readonly url: string;
  /** The signal or code that it ended with. */
  readonly ended: Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

export interface HostSettings {
  readonly data: string;
  readonly effects: string;
  /** File of tool declarations. */
  readonly tools?: string | undefined;
  /** `<point>@<nth time>` */
  readonly fault?: string | undefined;
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the host as a process of its own and waits until it listens. */
export async function startHost({ data, effects, tools, fault, environment }: HostSettings): Promise<HostProcess> {
  const child = spawn(process.execPath, RUN, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PARLEY_DATA: data,
      PARLEY_PORT: '0',
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_REQUESTS_PER_MINUTE: '10000000',
      PARLEY_EFFECTS: effects,
      ...(tools === undefined ? {} : { PARLEY_TOOLS: tools }),
      ...(fault === undefined ? {} : { PARLEY_FAULT: fault }),
      ...environment,
    },
  });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = endOf(child);
  const url = await Promise.race([listening(child), ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`the host did not start: ${complaints.join('')}`);
  return { url, ended, kill: (signal) => void child.kill(signal) };
}

async function endOf(child: ChildProcess): Promise<string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? `exit ${code}`;
}

async function listening(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = parsed(line);
    if (said?.listening !== undefined) {
      child.stdout.resume();
      return said.listening;
    }
  }
  return undefined;
}

function parsed(line: string): { readonly listening?: string } | undefined {
  try {
    return JSON.parse(line) as { readonly listening?: string };
  } catch {
    return undefined;
  }
}

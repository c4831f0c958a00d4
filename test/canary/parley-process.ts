import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FROM_SOURCE = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'apps/cli/main.ts'];

export interface ParleyProcess {
  readonly url: string;
  /** Everything that it has written so far. */
  output(): string;
  /** As ctrl-C would. */
  stop(): Promise<void>;
}

/** `parley dev` with this environment and nothing else; rejects with what it said when it does not start. */
export async function startParley(data: string, env: Readonly<Record<string, string>>): Promise<ParleyProcess> {
  const dev = spawn(process.execPath, [...FROM_SOURCE, 'dev', '--port', '0', '--json', '--data', data], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(dev, 'exit');
  let output = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  for await (const line of createInterface({ input: dev.stdout })) {
    if (!line.includes('listening')) continue;
    const { listening: url } = JSON.parse(line) as { readonly listening: string };
    return {
      url,
      output: () => output,
      stop: async () => {
        dev.kill('SIGINT');
        await ended;
      },
    };
  }
  throw new Error(`parley dev did not start: ${output}`);
}

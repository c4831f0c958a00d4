import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { failureOf } from '../../apps/cli/failure-of.js';
import { programOf } from '../../apps/cli/program.js';
import { quietSession } from '../../apps/cli/testing/quiet-session.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FROM_SOURCE = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'apps/cli/main.ts'];

/** `parley dev` on one data directory, as a process of its own, and the commands that talk to it. */
export class Parley {
  private dev: ChildProcess | undefined;
  url = '';

  constructor(
    private readonly data: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** `parley dev`, until it listens. */
  async serve(): Promise<void> {
    const dev = this.start(['dev', '--port', '0', '--json']);
    this.dev = dev;
    for await (const line of createInterface({ input: dev.stdout })) {
      this.url = (JSON.parse(line) as { listening: string }).listening;
      return;
    }
    throw new Error(`parley dev did not start: ${await text(dev.stderr)}`);
  }

  /** Kills the server as a power cut would, and waits for `parley dev` to see it. */
  async crash(): Promise<void> {
    const { pid } = JSON.parse(await readFile(path.join(this.data, 'server.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await this.ended();
  }

  async stop(): Promise<void> {
    this.dev?.kill('SIGINT');
    await this.ended();
  }

  /** What a command prints that talks to the server, or why it failed. */
  async run(...args: readonly string[]): Promise<string> {
    const { session, printed } = quietSession();
    try {
      await programOf(session).parseAsync([...args, '--server', this.url], { from: 'user' });
      return printed.join('\n');
    } catch (error) {
      return `${failureOf(error).exitCode}: ${failureOf(error).line ?? ''}`;
    }
  }

  private async ended(): Promise<void> {
    const { dev } = this;
    this.dev = undefined;
    if (dev?.exitCode === null && dev.signalCode === null) await once(dev, 'exit');
  }

  private start(args: readonly string[]) {
    return spawn(process.execPath, [...FROM_SOURCE, ...args, '--data', this.data], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PARLEY_LOG_LEVEL: 'error', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

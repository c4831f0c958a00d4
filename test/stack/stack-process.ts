import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = 'dist/apps/cli/main.js';

export interface ListedService {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}
export interface Listed {
  readonly services: readonly ListedService[];
  readonly servers: Readonly<Record<string, string>>;
}

/** `parley stack up`, as it is built, in a process of its own. */
export class StackProcess {
  readonly said: string[] = [];
  private readonly ended: Promise<number | null>;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
  }

  /** Resolves once it says where everything is; rejects with what it said when it does not start. */
  static async start(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<{ readonly stack: StackProcess; readonly listed: Listed }> {
    const child = spawn(process.execPath, [CLI, 'stack', 'up', '--json', '--port', '0', ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stack = new StackProcess(child);
    createInterface({ input: child.stderr }).on('line', (line) => {
      stack.hear(line);
    });
    for await (const line of createInterface({ input: child.stdout })) {
      child.stdout.resume();
      return { stack, listed: JSON.parse(line) as Listed };
    }
    const code = await stack.ended;
    throw new Error(`it ended with ${code}: ${stack.said.join('\n')}`);
  }

  /** The first line on stderr of this kind, also one that was said before. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.said.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** As Ctrl-C would; gives the exit code. */
  async interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.ended;
  }

  /** As a crash would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private hear(line: string): void {
    this.said.push(line);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

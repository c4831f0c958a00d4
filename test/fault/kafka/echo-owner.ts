import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Partition } from '#events';
import type { KafkaSettings } from '#event-log';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ECHO_PROCESS = [
  '--conditions=parley-source',
  '--import',
  './tools/ts-hooks.mjs',
  'test/fault/kafka/echo-process.ts',
];

/** An owner of partitions that echoes, as a process of its own. */
export class EchoOwner {
  /** As it has told last. */
  held: ReadonlySet<Partition> = new Set();
  readonly #child: ChildProcess;

  constructor(settings: KafkaSettings) {
    const args = [...ECHO_PROCESS, JSON.stringify(settings)];
    this.#child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      this.held = new Set(JSON.parse(line) as Partition[]);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

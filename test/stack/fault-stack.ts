import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { namesOf, type ServiceKind } from '../../apps/cli/stack/service-kinds.js';
import { startStack, type Stack } from '../../apps/cli/stack/start-stack.js';
import type { SupervisedService } from '../../apps/cli/stack/supervised-service.js';
import { eventually } from '../servers/eventually.js';
import type { Places } from '../fault/workload.js';

const HOST = path.join(import.meta.dirname, 'service-host.ts');
const NEXT_RELEASE = path.join(import.meta.dirname, 'next-release.mjs');
const FROM_SOURCE = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', '--import', NEXT_RELEASE, HOST];

/** On a machine that others keep busy. */
const STARTS_AGAIN_MS = 180_000;

const ANSWERS_MS = 10_000;

/** Two of those whose partitions others can take over, one of those that nobody is to miss. */
const COUNTS: readonly (readonly [ServiceKind, number])[] = [
  ['projector', 2],
  ['orchestrator', 2],
  ['agent-worker', 2],
  ['grader', 1],
  ['webhooks', 1],
  ['classifier', 1],
  ['gateway', 2],
];

export interface FaultStackOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Over it, of the service of this name alone. */
  readonly own: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly places: Places;
  /** Hears of every end that was not wanted, and of what services complain of. */
  readonly tell: (line: string) => void;
}

/** Services with test tools, as processes that are kept running. */
export class FaultStack {
  /** What was told of processes that ended though nobody ended them. */
  readonly crashes: string[] = [];
  private readonly ending = new Set<string>();
  private asked = 0;
  private running: Stack | undefined;
  /** Files by the names of processes that are of the next release. */
  private readonly next: string;

  private constructor(private readonly options: FaultStackOptions) {
    this.next = path.join(options.places.data, 'next-release');
    mkdirSync(this.next, { recursive: true });
  }

  static async start(options: FaultStackOptions): Promise<FaultStack> {
    const stack = new FaultStack(options);
    await stack.launch();
    return stack;
  }

  private async launch(): Promise<void> {
    const { environment, own, places, tell } = this.options;
    const { data, effects } = places;
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_REQUESTS_PER_MINUTE: '10000000',
      PARLEY_PORT: '0',
      PARLEY_DATA: data,
      PARLEY_EFFECTS: effects,
      PARLEY_NEXT_RELEASE: this.next,
      ...environment,
    };
    const tiers = COUNTS.map(([kind, count]) =>
      namesOf(kind, count).map((name) => ({
        name,
        program: { command: process.execPath, args: [...FROM_SOURCE, kind] },
        env: { ...env, PARLEY_KAFKA_CLIENT_ID: name, ...own[name] },
      })),
    );
    const log = (name: string, line: string) => {
      tell(`${name} | ${line}`);
    };
    const ended = (line: string) => {
      this.ended(line);
    };
    this.running = await startStack(tiers, { tell: ended, log }, new AbortController().signal);
  }

  private ended(line: string): void {
    this.options.tell(line);
    if (![...this.ending].some((name) => line.startsWith(`${name} `))) this.crashes.push(line);
  }

  get names(): readonly string[] {
    return this.services.map(({ name }) => name);
  }

  private get services(): readonly SupervisedService[] {
    return this.running?.services ?? [];
  }

  /** Of the gateways in turn. */
  get url(): string {
    const gateways = this.services.filter(({ name }) => name.startsWith('gateway-'));
    return gateways[this.asked++ % gateways.length]?.url ?? '';
  }

  /** Ends a process, by SIGKILL as a crash would, and resolves once another listens in its place. */
  async end(name: string, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.ending.add(name);
    const ended = await this.signal(name, signal);
    await this.pidOf(name, (pid) => pid !== undefined && pid !== ended);
    this.ending.delete(name);
  }

  /** Ends a process in order, and resolves once one of that release listens in its place. */
  async change(name: string, release: 'this' | 'next'): Promise<void> {
    const file = path.join(this.next, name);
    if (release === 'next') writeFileSync(file, '');
    else rmSync(file);
    await this.end(name, 'SIGTERM');
  }

  /** Gives the process that was signalled; one that is just being started anew is waited for. */
  async signal(name: string, signal: NodeJS.Signals): Promise<number> {
    const pid = await this.pidOf(name, (running) => running !== undefined);
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, signal);
    return pid;
  }

  /** What every process says of whether it can work, a line each. */
  readiness(): Promise<readonly string[]> {
    return Promise.all(
      this.services.map(async ({ name, url, pid }) => {
        const said = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWERS_MS) })
          .then((response) => response.text())
          .catch((error: unknown) => String(error));
        return `${name} (${pid ?? 'not running'}): ${said}`;
      }),
    );
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }

  private pidOf(name: string, good: (pid: number | undefined) => boolean): Promise<number | undefined> {
    return eventually(() => Promise.resolve(this.service(name).pid), good, STARTS_AGAIN_MS);
  }

  private service(name: string): SupervisedService {
    const found = this.services.find((service) => service.name === name);
    if (found === undefined) throw new RangeError(`there is no ${name}`);
    return found;
  }
}

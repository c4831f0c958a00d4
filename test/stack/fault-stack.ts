import path from 'node:path';
import { namesOf, type ServiceKind } from '../../apps/cli/stack/service-kinds.js';
import { startStack, type Stack } from '../../apps/cli/stack/start-stack.js';
import type { SupervisedService } from '../../apps/cli/stack/supervised-service.js';
import { eventually } from '../servers/eventually.js';
import type { Places } from '../fault/workload.js';

const HOST = path.join(import.meta.dirname, 'service-host.ts');
const FROM_SOURCE = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', HOST];

/** On a machine that others keep busy. */
const STARTS_AGAIN_MS = 180_000;

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
  private asked = 0;

  private constructor(private readonly stack: Stack) {}

  static async start({ environment, own, places, tell }: FaultStackOptions): Promise<FaultStack> {
    const { data, effects } = places;
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_REQUESTS_PER_MINUTE: '10000000',
      PARLEY_PORT: '0',
      PARLEY_DATA: data,
      PARLEY_EFFECTS: effects,
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
    return new FaultStack(await startStack(tiers, { tell, log }, new AbortController().signal));
  }

  /** Of the gateways in turn. */
  get url(): string {
    const gateways = this.stack.services.filter(({ name }) => name.startsWith('gateway-'));
    return gateways[this.asked++ % gateways.length]?.url ?? '';
  }

  /** Ends a process, by SIGKILL as a crash would, and resolves once another listens in its place. */
  async end(name: string, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const service = this.service(name);
    const ended = service.pid;
    this.signal(name, signal);
    await eventually(
      () => Promise.resolve(service.pid),
      (pid) => pid !== undefined && pid !== ended,
      STARTS_AGAIN_MS,
    );
  }

  signal(name: string, signal: NodeJS.Signals): void {
    const { pid } = this.service(name);
    if (pid === undefined) throw new Error(`${name} is not running`);
    process.kill(pid, signal);
  }

  stop(): Promise<void> {
    return this.stack.stop();
  }

  private service(name: string): SupervisedService {
    const found = this.stack.services.find((service) => service.name === name);
    if (found === undefined) throw new RangeError(`there is no ${name}`);
    return found;
  }
}

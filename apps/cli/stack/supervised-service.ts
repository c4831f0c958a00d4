import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from '../cli-error.js';
import { startChildServer, type ChildServer } from '../server/child-server.js';
import { endInWords } from '../server/process-end.js';
import type { ServerProgram } from '../session.js';
import { backOffMs, endsInARow } from './back-off.js';

export interface ServicePlan {
  readonly name: string;
  readonly program: ServerProgram;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Listener {
  /** One line for each end of a service that was not wanted. */
  readonly tell: (line: string) => void;
  /** Every line of a service's log. */
  readonly log: (name: string, line: string) => void;
}

/** All of a stack start at once, and share what the machine has. */
const PATIENCE_MS = 180_000;

/** A service that is kept running: whenever its process ends by itself, another is started at the same address. */
export class SupervisedService {
  private readonly over = new AbortController();
  private current: ChildServer | undefined;
  private address: string | undefined;
  private kept: Promise<void> = Promise.resolve();

  constructor(
    private readonly plan: ServicePlan,
    private readonly listener: Listener,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  /** Its address, also while no process listens there. */
  get url(): string {
    return this.address ?? '';
  }

  /** Of the process that listens; undefined between two of them. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** @throws CliError when the first process does not start */
  async start(): Promise<void> {
    const first = await this.launch();
    this.kept = this.keep(first);
  }

  /** Ends the process in order, and starts none any more. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.current?.stop();
    await this.kept;
  }

  private async keep(first: ChildServer): Promise<void> {
    let server: ChildServer | undefined = first;
    for (let ends = 0; ;) {
      const born = Date.now();
      const how = await this.life(server);
      if (this.over.signal.aborted) return;
      server = undefined;
      ends = endsInARow(ends, Date.now() - born);
      await this.pause(how, backOffMs(ends));
    }
  }

  /** Waits for the end of this process, or of the next one, and gives how it came. */
  private async life(server?: ChildServer): Promise<string> {
    try {
      return await this.endOf(server ?? (await this.launch()));
    } catch (error) {
      return `did not start: ${reasonOf(error)}`;
    }
  }

  private async endOf(server: ChildServer): Promise<string> {
    const end = await server.gone;
    this.current = undefined;
    // What it said last tells of an end that was its own.
    const words = end.signalCode === null ? server.lastWords() : '';
    return `${endInWords(end)}${words === '' ? '' : `: ${words}`}`;
  }

  private async launch(): Promise<ChildServer> {
    const { name, program, env } = this.plan;
    const at = this.address === undefined ? {} : { PARLEY_PORT: new URL(this.address).port };
    const server = await startChildServer({
      program,
      env: { ...env, ...at },
      log: (line) => {
        this.listener.log(name, line);
      },
      signal: this.over.signal,
      patienceMs: PATIENCE_MS,
    });
    this.address = server.url;
    this.current = server;
    if (this.over.signal.aborted) await server.stop();
    return server;
  }

  private async pause(how: string, ms: number): Promise<void> {
    this.listener.tell(`${this.name} ${how}; it starts again in ${ms / 1_000} s`);
    await delay(ms, undefined, { signal: this.over.signal }).catch(() => undefined);
  }
}

import { openEmbeddedLog, type EmbeddedLog } from '#event-log';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StepClock } from './clock.js';
import { startServices, type Services, type ServicesOptions } from './services.js';

/** The embedded log in this process with what works on it. */
export interface Host extends Services {
  readonly directory: string;
  readonly embedded: EmbeddedLog;
  close(): Promise<void>;
}

export interface HostOptions extends ServicesOptions {
  readonly directory?: string;
}

export const newDirectory = (): string => mkdtempSync(path.join(process.env['BENCH_DIR'] ?? tmpdir(), 'parley-bench-'));

export async function openHost(clock: StepClock, options: HostOptions = {}): Promise<Host> {
  const directory = options.directory ?? newDirectory();
  const embedded = await openEmbeddedLog({ directory });
  const services = await startServices({ ...embedded, clock }, options);
  return { ...services, directory, embedded, close: () => embedded.log.close() };
}

import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';

export const interrupted = (): CliError => new CliError('interrupted', EXIT.interrupted);

/** Waits, or throws `interrupted` as soon as `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {
    throw interrupted();
  });
}

import type { ProcessSettings } from './process-settings.js';

/** The process was told to end and was cut off. */
const EXIT_CUT_OFF = 1;

/** Once told to end, the process has ended before this time is over, in order or not. */
export function endInTime({ shutdownMs }: Pick<ProcessSettings, 'shutdownMs'>): void {
  const told = (): void => {
    setTimeout(() => {
      process.stderr.write(`cut off: not everything had ended within ${shutdownMs} ms (PARLEY_SHUTDOWN_MS)\n`);
      process.exit(EXIT_CUT_OFF);
    }, shutdownMs).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, told);
}

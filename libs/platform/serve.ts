import { Logger, type Type } from '@nestjs/common';
import { isLogError } from '#event-log';
import { isStoreError } from '#store';
import { createApplication, listen } from './bootstrap.js';
import { configFrom, type Config } from './config.js';
import { endInTime } from './end-in-time.js';
import { endWithOwner } from './end-with-owner.js';
import { InfrastructureModule, type InfrastructureOptions } from './infrastructure.module.js';

/** The process could not start: configuration, directory or address. */
const EXIT_UNUSABLE = 2;
/** Another process owns the directory, so far (EX_TEMPFAIL). */
const EXIT_OWNED = 75;
/** The database or the brokers do not answer, so far (EX_UNAVAILABLE). */
const EXIT_UNAVAILABLE = 69;

export interface ServeOptions extends InfrastructureOptions {
  /** Called once the process listens. */
  readonly listening?: (url: string, config: Config) => void | Promise<void>;
  /**
   * Called when whoever started this process for its own duration has gone; without it the process ends in order. What it
   * returns is said in a line of JSON.
   */
  readonly ownerGone?: () => object | undefined;
}

/**
 * A service as a process: configuration from the environment, said once with its secrets masked, infrastructure, the module,
 * HTTP with `/healthz`, `/readyz` and `/metrics`. What keeps it from
 * starting is one message on stderr and exit code 2, or one that says that it may start later: 75 while another process owns
 * the data directory, 69 while the database or the brokers do not answer. With PARLEY_END_WITH_STDIN=1 it ends with whoever
 * holds the other end of its stdin.
 */
export async function serve(
  module: Type,
  { listening, ownerGone = end, ...options }: ServeOptions = {},
): Promise<void> {
  try {
    const config = configFrom(process.env);
    endInTime(config.process);
    const app = await createApplication({ module, imports: [InfrastructureModule.forConfig(config, options)] }, config);
    new Logger('parley').log(`configuration: ${JSON.stringify(config)}`);
    const url = await listen(app, config);
    await listening?.(url, config);
    if (process.env['PARLEY_END_WITH_STDIN'] === '1') endWithOwner(ownerGone);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(exitCodeFor(error));
  }
}

function end(): undefined {
  process.kill(process.pid, 'SIGTERM');
}

function exitCodeFor(error: unknown): number {
  if (isLogError(error) && error.code === 'log_owned') return EXIT_OWNED;
  if (isLogError(error) && error.code === 'broker_unreachable') return EXIT_UNAVAILABLE;
  return isStoreError(error) && error.retryable ? EXIT_UNAVAILABLE : EXIT_UNUSABLE;
}

import type { Type } from '@nestjs/common';
import { createApplication, listen } from './bootstrap.js';
import { configFrom, type Config } from './config.js';
import { InfrastructureModule, type InfrastructureOptions } from './infrastructure.module.js';

/** The process could not start: configuration, directory or address. */
const EXIT_UNUSABLE = 2;

export interface ServeOptions extends InfrastructureOptions {
  /** Called once the process listens. */
  readonly listening?: (url: string, config: Config) => void | Promise<void>;
}

/**
 * A service as a process: configuration from the environment, infrastructure, the module, HTTP. What keeps it from
 * starting is one message on stderr and exit code 2.
 */
export async function serve(module: Type, { listening, ...options }: ServeOptions = {}): Promise<void> {
  try {
    const config = configFrom(process.env);
    const app = await createApplication({ module, imports: [InfrastructureModule.forConfig(config, options)] }, config);
    const url = await listen(app, config);
    await listening?.(url, config);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT_UNUSABLE);
  }
}

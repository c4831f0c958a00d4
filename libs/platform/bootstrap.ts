import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AppSetup } from './app-setup.js';
import { ConfigError } from './config-error.js';
import type { Config } from './config.js';
import { keepConnections } from './keep-connections.js';
import { ServiceLogger } from './service-logger.js';
import { APP_SETUP } from './tokens.js';

/**
 * The application of a module, not listening yet. SIGINT and SIGTERM shut it down in order.
 */
export async function createApplication(module: DynamicModule, config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new ServiceLogger(config.logLevel),
    bodyParser: false,
    abortOnError: false,
  });
  keepConnections(app.getHttpServer());
  app.disable('x-powered-by');
  // What modules contribute comes first: it may read bodies of its own.
  app.get<AppSetup>(APP_SETUP).apply(app);
  app.useBodyParser('json', { limit: config.requests.bodyBytes });
  app.enableShutdownHooks();
  return app;
}

/**
 * Listens, and says where in one line of JSON on stdout: `{"listening": url}`. Resolves with that URL.
 * @throws ConfigError where the address cannot be had
 */
export async function listen(app: NestExpressApplication, { host, port }: Config): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw addressError(error, `${host}:${port}`);
  }
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(`${JSON.stringify({ listening: url })}\n`);
  return url;
}

function addressError(error: unknown, address: string): unknown {
  const fix = typeof error === 'object' && error !== null && 'code' in error ? FIXES.get(error.code) : undefined;
  return fix === undefined ? error : new ConfigError(`cannot listen on ${address}: ${fix}`, { cause: error });
}

const FIXES: ReadonlyMap<unknown, string> = new Map([
  [
    'EADDRINUSE',
    'another process does; stop it, or take another port with PARLEY_PORT, or --port where a command has it (0: any free one)',
  ],
  ['EACCES', 'that port needs rights that this process does not have; set PARLEY_PORT to 1024 or more'],
  ['EADDRNOTAVAIL', 'this machine has no such address; set PARLEY_HOST to one that it has'],
  ['ENOTFOUND', 'no such host is known; set PARLEY_HOST to an address of this machine'],
]);

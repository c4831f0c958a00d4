import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AppSetup } from './app-setup.js';
import type { Config } from './config.js';
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
  app.disable('x-powered-by');
  // What modules contribute comes first: it may read bodies of its own.
  app.get<AppSetup>(APP_SETUP).apply(app);
  app.useBodyParser('json', { limit: config.requests.bodyBytes });
  app.enableShutdownHooks();
  return app;
}

/** Listens, and says where in one line of JSON on stdout: `{"listening": url}`. Resolves with that URL. */
export async function listen(app: NestExpressApplication, { host, port }: Config): Promise<string> {
  await app.listen(port, host);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(`${JSON.stringify({ listening: url })}\n`);
  return url;
}

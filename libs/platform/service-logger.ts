import { ConsoleLogger, type LogLevel as NestLevel } from '@nestjs/common';
import type { LogLevel } from './config.js';

const NEST_LEVELS: Readonly<Record<LogLevel, NestLevel[]>> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};
/** Nest's own words on what it is made of: of interest when it does not start. */
const CONSTRUCTION = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Lines of JSON wherever nobody watches. */
export class ServiceLogger extends ConsoleLogger {
  constructor(level: LogLevel) {
    const json = !process.stdout.isTTY;
    super({ json, colors: !json, logLevels: NEST_LEVELS[level], timestamp: true });
  }

  override log(message: unknown, ...context: unknown[]): void {
    const last = context.at(-1);
    if (typeof last === 'string' && CONSTRUCTION.has(last)) this.debug(message, last);
    else super.log(message, ...context);
  }
}

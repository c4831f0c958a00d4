import { ConsoleLogger, type LogLevel as NestLevel } from '@nestjs/common';
import { currentIds } from '#telemetry';
import { multistream, pino, type Logger } from 'pino';
import type { LogLevel } from './config.js';

const NEST_LEVELS: Readonly<Record<LogLevel, NestLevel[]>> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};
const PINO_LEVELS = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
} as const satisfies Readonly<Record<NestLevel, string>>;
/** Nest's own words on what it is made of: of interest when it does not start. */
const CONSTRUCTION = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Nest says so what keeps it from starting, and throws it on. */
const START = 'ExceptionHandler';

/** Text on a terminal; lines of JSON, with the ids of the trace and run that they belong to, wherever nobody watches. */
export class ServiceLogger extends ConsoleLogger {
  readonly #lines: Logger = jsonLines();

  constructor(level: LogLevel) {
    const json = !process.stdout.isTTY;
    super({ json, colors: !json, logLevels: NEST_LEVELS[level], timestamp: true });
  }

  override log(message: unknown, ...context: unknown[]): void {
    const last = context.at(-1);
    if (typeof last === 'string' && CONSTRUCTION.has(last)) this.debug(message, last);
    else super.log(message, ...context);
  }

  /** What `serve` says in one plain line, with the fix, is not said before with a stack. */
  override error(message: unknown, ...context: unknown[]): void {
    if (context.at(-1) !== START || !isExplained(message)) super.error(message, ...context);
  }

  protected override printAsJson(...[message, options]: Parameters<ConsoleLogger['getJsonLogObject']>): void {
    const { level, pid: _pid, timestamp: _timestamp, ...said } = this.getJsonLogObject(message, options);
    this.#lines[PINO_LEVELS[level]]({ ...currentIds(), ...said });
  }
}

/** Errors of our own say what to do, and have a code of small letters; those of Node have capitals. */
const isExplained = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[a-z_]+$/.test(error.code);

/** Errors go to stderr. What is written and how much of it is decided above. */
const jsonLines = (): Logger =>
  pino(
    {
      level: 'trace',
      messageKey: 'message',
      base: { pid: process.pid },
      timestamp: () => `,"timestamp":${Date.now()}`,
      formatters: { level: (level) => ({ level }) },
    },
    multistream(
      [
        { level: 'trace', stream: process.stdout },
        { level: 'error', stream: process.stderr },
      ],
      { dedupe: true },
    ),
  );

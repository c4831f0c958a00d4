import type { Partition } from '#events';

/** Codes of `LogError`. */
export const LOG_ERROR_CODES = [
  'log_closed',
  'log_owned',
  'log_fenced',
  'log_sealed',
  'cannot_open',
  'disk_full',
  'disk_read_only',
  'disk_failed',
  'file_damaged',
  'format_newer',
  'partitions_differ',
  'commit_failed',
  'record_too_large',
  'handler_failed',
  'position_ahead',
  'history_behind',
  'unreadable',
  'topics_unfit',
  'access_denied',
  'broker_unreachable',
] as const;
export type LogErrorCode = (typeof LOG_ERROR_CODES)[number];

/** After these a subscription ends; after the others it pauses and tries again. */
const FINAL_CODES: ReadonlySet<LogErrorCode> = new Set([
  'log_closed',
  'log_fenced',
  'log_sealed',
  'handler_failed',
  'record_too_large',
]);

/** What goes wrong with a log; the message names what to do about it. */
export class LogError extends Error {
  override readonly name = 'LogError';

  constructor(
    readonly code: LogErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return !FINAL_CODES.has(this.code);
  }
}

export const isLogError = (error: unknown): error is LogError => error instanceof Error && error.name === 'LogError';

export const logClosed = (): LogError => new LogError('log_closed', 'the log is closed: open it again to use it');

/** The owner of a partition is another one now. */
export const logFenced = (group: string, partition: Partition): LogError =>
  new LogError('log_fenced', `group ${group} has given partition ${partition} to another member`);

/** These records can never be written, however often it is tried. */
export const isRefusal = (error: unknown): error is LogError => isLogError(error) && error.code === 'record_too_large';

/** A handler of the subscriber threw where it must not. */
export const handlerFailed = (group: string, handler: string, cause: unknown): LogError =>
  new LogError('handler_failed', `${handler} of group ${group} threw: ${String(cause)}; the subscription has ended`, {
    cause,
  });

import type { LogErrorCode } from '#event-log';

/**
 * Whether the same request may be taken later: once what is wrong is over, or somebody has mended it. Of the others some are
 * damage, which is told as such; the rest ends a subscription or keeps a process from starting, so that no request meets it.
 */
const OF_THE_LOG: Readonly<Record<LogErrorCode, boolean>> = {
  log_closed: true,
  log_owned: false,
  log_fenced: true,
  log_sealed: true,
  cannot_open: true,
  disk_full: true,
  disk_read_only: true,
  disk_failed: true,
  file_damaged: false,
  format_newer: false,
  partitions_differ: false,
  commit_failed: true,
  record_too_large: false,
  handler_failed: false,
  position_ahead: false,
  history_behind: true,
  unreadable: false,
  topics_unfit: true,
  access_denied: true,
  broker_unreachable: true,
};

const OUT_OF_SERVICE: ReadonlySet<string> = new Set([
  ...Object.entries(OF_THE_LOG).flatMap(([code, passes]) => (passes ? [code] : [])),
  'store_unavailable',
  'store_refused',
  'store_closed',
  'ENOSPC',
  'EROFS',
]);

/** Errors of the log and the store carry a code of their own. */
export const isOutOfService = (exception: unknown): boolean =>
  typeof exception === 'object' &&
  exception !== null &&
  'code' in exception &&
  typeof exception.code === 'string' &&
  OUT_OF_SERVICE.has(exception.code);

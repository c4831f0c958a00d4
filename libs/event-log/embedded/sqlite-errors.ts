import { isLogError, LogError, type LogErrorCode } from '../errors.js';

interface Meaning {
  readonly code: LogErrorCode;
  readonly problem: string;
  readonly fix: string;
}

/** By the primary result code; extended ones begin with it. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  SQLITE_FULL: { code: 'disk_full', problem: 'there is no space left', fix: 'free some and go on' },
  SQLITE_READONLY: { code: 'disk_read_only', problem: 'it cannot be written', fix: 'make file and directory writable' },
  SQLITE_PERM: { code: 'disk_read_only', problem: 'access is denied', fix: 'make file and directory writable' },
  SQLITE_IOERR: {
    code: 'disk_failed',
    problem: 'the disk reports an error',
    fix: 'check the disk, then open it again',
  },
  SQLITE_CORRUPT: { code: 'file_damaged', problem: 'it is damaged', fix: 'restore a copy' },
  SQLITE_NOTADB: { code: 'file_damaged', problem: 'it is no log', fix: 'restore a copy or choose another directory' },
  SQLITE_CANTOPEN: {
    code: 'cannot_open',
    problem: 'it cannot be opened',
    fix: 'check that the directory exists and may be written',
  },
};

/** The primary result code of an error that SQLite has thrown; undefined for any other. */
export function sqliteCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' ? /^SQLITE_[A-Z]+/.exec(code)?.[0] : undefined;
}

/** A storage error as a log error that names the file and the fix. */
export function logErrorOf(error: unknown, file: string): LogError {
  if (isLogError(error)) return error;
  const meaning = MEANINGS[sqliteCodeOf(error) ?? ''];
  if (meaning === undefined) {
    return new LogError('commit_failed', `${file} could not be written: ${String(error)}`, { cause: error });
  }
  return new LogError(meaning.code, `${file}: ${meaning.problem} (${String(error)}); ${meaning.fix}`, { cause: error });
}

/** After such an error in the very act of committing nobody knows whether the commit is on the disk. */
export const leavesDoubt = (error: LogError): boolean => !['disk_full', 'disk_read_only'].includes(error.code);

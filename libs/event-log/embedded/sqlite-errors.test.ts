import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { LogError } from '../errors.js';
import { leavesDoubt, logErrorOf } from './sqlite-errors.js';

const sqliteError = (code: string) => new Database.SqliteError('what SQLite says', code);

describe('storage errors', () => {
  it.each([
    ['SQLITE_FULL', 'disk_full', false],
    ['SQLITE_READONLY', 'disk_read_only', false],
    ['SQLITE_READONLY_DBMOVED', 'disk_read_only', false],
    ['SQLITE_IOERR', 'disk_failed', true],
    ['SQLITE_IOERR_FSYNC', 'disk_failed', true],
    ['SQLITE_CORRUPT_INDEX', 'file_damaged', true],
    ['SQLITE_NOTADB', 'file_damaged', true],
    ['SQLITE_CANTOPEN_ISDIR', 'cannot_open', true],
    ['SQLITE_MISUSE', 'commit_failed', true],
  ])('%s is %s', (code, expected, doubt) => {
    const error = logErrorOf(sqliteError(code), '/data/log.db');
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining('/data/log.db') });
    expect(error.message).toContain('what SQLite says');
    expect(leavesDoubt(error)).toBe(doubt);
  });

  it('leaves a log error as it is', () => {
    const error = new LogError('log_fenced', 'a newer owner');
    expect(logErrorOf(error, 'any')).toBe(error);
  });
});

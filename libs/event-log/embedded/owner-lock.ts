import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LogError } from '../errors.js';
import { logErrorOf, sqliteCodeOf } from './sqlite-errors.js';

export interface OwnerLock {
  release(): void;
}

/**
 * Makes this process the directory's only owner: an exclusive transaction on a file of its own, that is a lock of the
 * operating system, which dies with the process however it dies.
 * @throws LogError `log_owned`, naming the owner's process id
 */
export function lockDirectory(directory: string): OwnerLock {
  const file = join(directory, 'owner.db');
  const pidFile = join(directory, 'owner.pid');
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    db.exec('begin exclusive');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    db?.close();
    throw sqliteCodeOf(error) === 'SQLITE_BUSY' ? ownedBy(directory, pidFile) : logErrorOf(error, file);
  }
  const held = db;
  return {
    release: () => {
      held.close();
    },
  };
}

function ownedBy(directory: string, pidFile: string): LogError {
  const owner = `process ${readPid(pidFile)}`;
  return new LogError('log_owned', `${directory} is in use by ${owner}: stop it, or choose another directory`);
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return '(unknown)';
  }
}

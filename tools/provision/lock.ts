import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { propertyOf } from './property-of.js';

const RETRY_MS = 200;
const SQLITE_BUSY = 5;

/**
 * Does the work while no other process does its own under the same file; `onWait` is called once when another has to end
 * first. The lock is SQLite's, so the operating system's: it ends with the process, however that ends.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    for (let waits = 0; !tryLock(db); waits += 1) {
      if (waits === 0) onWait();
      await sleep(RETRY_MS);
    }
    return await work();
  } finally {
    db.close();
  }
}

function tryLock(db: DatabaseSync): boolean {
  try {
    db.exec('begin exclusive');
    return true;
  } catch (error) {
    if (propertyOf(error, 'errcode') === SQLITE_BUSY) return false;
    throw error;
  }
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { asEvent, event, runIdOf } from '../testing/messages.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { PAGE_BYTES } from './log-file.js';
import { openEmbeddedLog } from './open-embedded-log.js';

const RUN = runIdOf(1);
/** Where SQLite looks at the type of a page, which none has. */
const NO_TYPE = Buffer.alloc(8, 0xff);

let directory: string;
let damage: unknown;
beforeEach(async () => {
  directory = temporaryDirectory();
  damage = { code: 'file_damaged', message: expect.stringContaining('log.db: it is damaged') };
  const { log } = await openEmbeddedLog({ directory });
  await log.publish([asEvent(event(RUN, 1))]);
  await log.close();
});
afterEach(removeTemporaryDirectories);

/** Overwrites the head of the first page of a table. */
function damageTable(name: string): void {
  const path = join(directory, 'log.db');
  const db = new Database(path);
  const page = Number(db.prepare('select rootpage from sqlite_master where name = ?').pluck().get(name));
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, NO_TYPE, 0, NO_TYPE.length, (page - 1) * PAGE_BYTES);
  closeSync(file);
}

describe('a log.db with damaged pages is named, with the fix', () => {
  it.each(['meta', 'batch', 'span', 'checkpoint'])('when it is opened: %s', async (table) => {
    damageTable(table);
    await expect(openEmbeddedLog({ directory })).rejects.toMatchObject(damage as object);
    await expect(openEmbeddedLog({ directory })).rejects.toMatchObject(damage as object);
  });

  it.each(['run', 'run_batch'])('when a run is read: %s', async (table) => {
    damageTable(table);
    const { log, history } = await openEmbeddedLog({ directory });
    const read = async () => history.eventsOf(RUN);
    await expect(read()).rejects.toMatchObject(damage as object);
    await log.close();
  });
});

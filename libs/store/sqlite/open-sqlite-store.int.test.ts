import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { openSqliteStore } from './open-sqlite-store.js';
import { storeContract } from '../testing/index.js';

const freshDirectory = () => mkdtemp(join(tmpdir(), 'parley-store-'));

storeContract('SQLite', () => {
  let directory = '';
  const reopen = () => openSqliteStore({ directory });
  return {
    open: async () => {
      directory = await freshDirectory();
      return reopen();
    },
    reopen,
    dispose: () => rm(directory, { recursive: true }),
  };
});

describe('a store.db', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await freshDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('of a newer version is refused with the fix', async () => {
    await (await openSqliteStore({ directory })).close();
    const file = new Sqlite(join(directory, 'store.db'));
    file.prepare("insert into kysely_migration values ('9999-later', '2030-01-01')").run();
    file.close();
    await expect(openSqliteStore({ directory })).rejects.toMatchObject({
      code: 'schema_newer',
      message: expect.stringContaining('9999-later') as unknown,
    });
  });

  it('that is no database is refused with the fix', async () => {
    await writeFile(
      join(directory, 'store.db'),
      'something else entirely, and long enough to be read as a header'.repeat(30),
    );
    await expect(openSqliteStore({ directory })).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringContaining('rebuilt from the log') as unknown,
    });
  });
});

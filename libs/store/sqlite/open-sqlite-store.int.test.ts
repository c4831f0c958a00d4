import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { asRunId } from '#events';
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

  const migratedLater = async (name: string) => {
    await (await openSqliteStore({ directory })).close();
    const file = new Sqlite(join(directory, 'store.db'));
    file.exec('alter table runs add column later text');
    file.prepare("insert into kysely_migration values (?, '2030-01-01')").run(name);
    file.close();
  };

  it('that a newer version has extended is worked on', async () => {
    await migratedLater('9999-later');
    const store = await openSqliteStore({ directory });
    await expect(store.run(asRunId('01920000-0000-7000-8000-000000000001'))).resolves.toBeUndefined();
    await store.close();
  });

  it('that a newer version has made another is refused with the fix', async () => {
    await migratedLater('9999-later-breaks-older');
    await expect(openSqliteStore({ directory })).rejects.toMatchObject({
      code: 'schema_newer',
      message: expect.stringContaining('9999-later-breaks-older') as unknown,
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

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { officeSandboxContract } from '#tasks/testing';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { blobsContract, storeContract } from '../testing/index.js';
import { openPostgresStore, type PostgresStore } from './open-postgres-store.js';

describeWithServers('a PostgreSQL', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  storeContract('PostgreSQL', () => {
    let url = '';
    const reopen = () => openPostgresStore({ url, connections: 4 });
    return {
      open: async () => {
        url = await server.database();
        return reopen();
      },
      reopen,
      dispose: () => Promise.resolve(),
    };
  });

  blobsContract('PostgreSQL', () => {
    let url = '';
    let store: PostgresStore;
    return {
      open: async () => {
        url = await server.database();
        store = await openPostgresStore({ url, connections: 4 });
        return store.blobs;
      },
      damage: async () => {
        await server.ask(`update blobs set content = set_byte(content, 1, 0)`, url);
      },
      count: async () => (await server.ask('select 1 from blobs', url)).length,
      dispose: () => store.close(),
    };
  });

  officeSandboxContract('PostgreSQL', () => {
    let url = '';
    const open = async () => {
      const store = await openPostgresStore({ url, connections: 4 });
      return { ...store.offices, close: () => store.close() };
    };
    return {
      open: async () => {
        url = await server.database();
        return open();
      },
      reopen: open,
      dispose: () => Promise.resolve(),
    };
  });

  describe('with several processes on it', () => {
    const started = (n: number) => eventStream(runIdNumber(n)).add('RunStarted', startedData());
    let stores: readonly PostgresStore[];
    let url: string;
    beforeEach(async () => {
      url = await server.database();
      stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url, connections: 2 })));
    });
    afterEach(() => Promise.all(stores.map((store) => store.close())));

    it('is made up to date by one of them while the others wait', async () => {
      const rows = await server.ask('select name from kysely_migration order by name', url);
      expect(rows.map(({ name }) => name)).toEqual([
        '0001-initial',
        '0002-history',
        '0003-blobs',
        '0004-offices',
        '0005-settled-letters',
        '0006-diagnoses',
        '0007-received-traces',
        '0008-received-services',
        '0009-received-times',
        '0010-requested-attempts',
        '0011-unlogged-acceptances',
      ]);
    });

    it('lets only one move on from a position, the first one too', async () => {
      for (const position of [0, 1]) {
        const batch = { position, next: position + 1 };
        const moves = stores.map((store, n) =>
          store.apply('test', 0, { ...batch, events: [started(10 * position + n + 1)] }),
        );
        const ends = await Promise.allSettled(moves);
        expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const refused = expect.objectContaining({ code: 'position_moved', retryable: true }) as unknown;
        expect(ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))).toEqual([
          refused,
          refused,
        ]);
      }
      const { items } = await stores[0]!.runs({ tenant: 'default' }, { limit: 10 });
      expect(items).toHaveLength(2);
    });
  });
});

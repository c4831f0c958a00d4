import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { openPostgresStore } from './open-postgres-store.js';

describeWithServers('a PostgreSQL that cannot be used', ['postgres'], () => {
  let server: PostgresServer;
  let url: URL;
  beforeAll(async () => {
    server = await startPostgres();
    url = new URL(await server.database());
    await server.ask(`create role guest login password 'right'`);
    const [file] = await server.ask('show hba_file');
    const rules = ['host all guest 127.0.0.1/32 scram-sha-256', 'host all postgres 127.0.0.1/32 trust'];
    const lines = rules.map((rule) => `('${rule}')`).join(', ');
    await server.ask(`copy (values ${lines}) to '${String(file?.['hba_file'])}'`);
    await server.ask('create role stranger login');
    await server.ask('select pg_reload_conf()');
  });
  afterAll(() => server.remove());
  const changed = (change: (url: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };
  const as = (user: string, password = '') =>
    changed((copy) => {
      [copy.username, copy.password] = [user, password];
    });

  it.each([
    ['for a wrong password', () => as('guest', 'wrong-canary'), 'store_refused', /correct its user or password/],
    ['for a user that is not let in', () => as('stranger'), 'store_refused', /pg_hba\.conf/],
    ['for a user who may not make tables', () => as('guest', 'right'), 'store_refused', /create and change tables/],
    [
      'for a database that is not there',
      () => changed((copy) => (copy.pathname = '/nowhere')),
      'store_refused',
      /create the database/,
    ],
    ['where nobody answers', () => changed((copy) => (copy.port = '1')), 'store_unavailable', /ECONNREFUSED/],
    [
      'where there is no host',
      () => changed((copy) => (copy.hostname = 'nowhere.invalid')),
      'store_refused',
      /correct its host/,
    ],
    [
      'without TLS where TLS is wanted',
      () => changed((copy) => (copy.search = '?sslmode=verify-full')),
      'store_refused',
      /sslmode/,
    ],
  ])('is refused %s: setting and fix, without the password', async (_case, place, code, fix) => {
    const refusal: unknown = await openPostgresStore({ url: place(), connections: 1 }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(fix) as unknown });
    expect(refusal).toMatchObject({
      message: expect.stringMatching(/^PARLEY_POSTGRES_URL \(postgres:\/\//) as unknown,
    });
    expect(String(refusal)).not.toContain('canary');
  });

  it('is refused when a newer version has made another of its schema', async () => {
    await (await openPostgresStore({ url: url.href, connections: 1 })).close();
    await server.ask(`insert into kysely_migration values ('9999-later-breaks-older', '2030-01-01')`, url.href);
    const refusal = { code: 'schema_newer', message: expect.stringContaining('9999-later-breaks-older') as unknown };
    await expect(openPostgresStore({ url: url.href, connections: 1 })).rejects.toMatchObject(refusal);
  });
});

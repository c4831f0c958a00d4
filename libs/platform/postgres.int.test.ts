import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { RUNS_PROJECTION } from '#read-models';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { describeWithServers } from '../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../test/servers/postgres-server.js';
import { configFrom } from './config.js';
import type { Infrastructure } from './infrastructure.js';
import { openInfrastructure } from './open-infrastructure.js';

describeWithServers('an infrastructure whose store is a PostgreSQL', ['postgres'], () => {
  let server: PostgresServer;
  let directory: string;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-platform-'));
    url = await server.database();
  });
  afterEach(() => rm(directory, { recursive: true }));
  const open = (changes: Readonly<Record<string, string>> = {}) => {
    const store = { PARLEY_STORE: 'postgres', PARLEY_POSTGRES_URL: url };
    const config = configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error', ...store, ...changes });
    return openInfrastructure(config, () => undefined);
  };
  const close = async ({ log, store }: Infrastructure) => {
    await log.close();
    await store.close();
  };

  it('has rows and texts there', async () => {
    const parts = await open();
    const ref = await parts.blobs.put(runIdNumber(1), 'a text', 'text/plain');
    const events = [eventStream(runIdNumber(1)).add('RunStarted', startedData())];
    await parts.store.apply(RUNS_PROJECTION, 0, { events, position: 0, next: 0 });
    await close(parts);
    const again = await open();
    expect(await again.store.run(runIdNumber(1))).toBeDefined();
    expect(await again.blobs.get(runIdNumber(1), ref)).toHaveLength(6);
    await close(again);
  });

  it('is refused where the database has seen what the log does not have, with the fix', async () => {
    const parts = await open();
    const events = [eventStream(runIdNumber(1)).add('RunStarted', startedData())];
    await parts.store.apply(RUNS_PROJECTION, 0, { events, position: 0, next: 1 });
    await close(parts);
    await expect(open()).rejects.toMatchObject({
      code: 'store_ahead',
      message: expect.stringMatching(/log\.db ends before what postgres:.* shows .*use an empty database/) as unknown,
    });
  });

  it('lets go of the log when the database cannot be used', async () => {
    const wrong = { PARLEY_POSTGRES_URL: 'postgres://nobody@127.0.0.1:1/x' };
    await expect(open(wrong)).rejects.toMatchObject({ code: 'store_unavailable' });
    await close(await open());
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLog } from '#event-log';
import { DIAGNOSES_PROJECTION, RUNS_PROJECTION } from '#read-models';
import { openPostgresStore, openSqliteStore } from '#store';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { completed, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';

const EVENTS = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1));
const BATCH = { events: EVENTS, position: 0, next: EVENTS.length };

async function rebuild(env: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const { session, printed } = quietSession(env);
  await programOf(session).parseAsync(['projections', 'rebuild', ...options], { from: 'user' });
  return printed.join('');
}

describe('parley projections rebuild, of a data directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-rebuild-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('leaves it to the next server to make them', async () => {
    const store = await openSqliteStore({ directory });
    await store.apply(RUNS_PROJECTION, 0, BATCH);
    await store.close();
    expect(await rebuild({ PARLEY_DATA: directory }, '--json')).toBe('{}');
    const after = await openSqliteStore({ directory });
    expect(await after.run(RUN_ID)).toBeUndefined();
    expect(await after.positionOf(RUNS_PROJECTION, 0)).toBeUndefined();
    expect(await after.isAccepted(RUN_ID)).toBe(true);
    await after.close();
  });

  it('does not have spans sent again', async () => {
    const store = await openSqliteStore({ directory });
    for (const sent of ['spans', 'verdict-spans']) await store.apply(sent, 0, { events: [], position: 0, next: 5 });
    await store.apply(DIAGNOSES_PROJECTION, 0, { events: [], position: 0, next: 5 });
    await store.close();
    await rebuild({ PARLEY_DATA: directory });
    const after = await openSqliteStore({ directory });
    const positions = ['spans', 'verdict-spans', DIAGNOSES_PROJECTION].map((name) => after.positionOf(name, 0));
    expect(await Promise.all(positions)).toEqual([5, 5, undefined]);
    await after.close();
  });

  it('is refused while a server has it, and where there is none', async () => {
    const { log } = await openEmbeddedLog({ directory });
    await expect(rebuild({ PARLEY_DATA: directory })).rejects.toThrow(/in use by process \d+/);
    await log.close();
    await expect(rebuild({ PARLEY_DATA: path.join(directory, 'nowhere') })).rejects.toThrow(/there is no directory/);
  });
});

describeWithServers('parley projections rebuild, of a PostgreSQL', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  it('makes them anew while somebody else has it open', async () => {
    const url = await server.database();
    const store = await openPostgresStore({ url, connections: 2 });
    await store.apply(RUNS_PROJECTION, 0, BATCH);
    const before = await store.run(RUN_ID);
    await server.ask('delete from agents', url);
    expect(await store.run(RUN_ID)).not.toEqual(before);
    const env = { PARLEY_STORE: 'postgres', PARLEY_POSTGRES_URL: url };
    // A process with its log in a directory has its database for this directory.
    await expect(rebuild({ ...env, PARLEY_DATA: '/nowhere' })).rejects.toThrow(/--data: there is no directory/);
    const brokers = { PARLEY_LOG: 'kafka', PARLEY_KAFKA_BROKERS: '127.0.0.1:9' };
    expect(await rebuild({ ...env, ...brokers })).toBe('read models made anew, of 1 run');
    expect(await store.run(RUN_ID)).toEqual(before);
    await store.close();
  });
});

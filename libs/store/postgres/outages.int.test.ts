import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventStream, runIdNumber, startedData, type EventStream } from '#read-models/testing';
import { Client } from 'pg';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { eventually } from '../../../test/servers/eventually.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { openPostgresStore, type PostgresStore } from './open-postgres-store.js';

describeWithServers('a PostgreSQL that has an outage', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  let url: string;
  let store: PostgresStore;
  let stream: EventStream;
  beforeEach(async () => {
    url = await server.database();
    store = await openPostgresStore({ url, connections: 2 });
    stream = eventStream(runIdNumber(1));
    stream.add('RunStarted', startedData());
    await append();
  });
  afterEach(() => store.close());

  /** The stream's last event, at the position of its sequence. */
  const append = () => {
    const next = stream.events.length;
    return store.apply('test', 0, { events: stream.events.slice(-1), position: next - 1, next });
  };
  const shown = async () => (await store.run(runIdNumber(1)))?.run.sequence;
  /** Connections outlive a server that was killed by a moment, and may answer in it. */
  const silence = () =>
    eventually(
      () =>
        shown().then(
          () => false,
          () => true,
        ),
      (isSilent) => isSilent,
    );
  const passing = { code: 'store_unavailable', retryable: true };
  /** How many statements of the store wait for a lock. */
  const blocked = async () =>
    (await server.ask(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`, url)).length;

  /** Runs the work while somebody else holds the checkpoint that `append` moves. */
  async function whileBlocked(work: () => Promise<void>): Promise<void> {
    const other = new Client({ connectionString: url });
    await other.connect();
    try {
      await other.query('begin; select * from checkpoints for update');
      await work();
    } finally {
      await other.end();
    }
  }

  it.each(['SIGINT', 'SIGKILL'] as const)('by %s rejects with what may pass, and goes on by itself', async (signal) => {
    await server.stop(signal);
    await silence();
    stream.add('RunPaused', {});
    await expect(append()).rejects.toMatchObject(passing);
    await expect(shown()).rejects.toMatchObject(passing);
    await server.start();
    await eventually(append, () => true);
    expect(await shown()).toBe(2);
  });

  it('in the middle of a transaction leaves nothing of it, and ends nothing else', async () => {
    stream.add('RunPaused', {});
    await whileBlocked(async () => {
      const refused = expect(append()).rejects.toMatchObject(passing);
      await eventually(blocked, Boolean);
      await server.ask(
        `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = '${new URL(url).pathname.slice(1)}'`,
      );
      await refused;
    });
    expect(await shown()).toBe(1);
    await append();
    expect(await shown()).toBe(2);
  });

  it('of free connections says so, and passes', async () => {
    stream.add('RunPaused', {});
    let both: Promise<readonly PromiseSettledResult<void>[]> = Promise.resolve([]);
    await whileBlocked(async () => {
      both = Promise.allSettled([append(), append()]);
      await eventually(blocked, (count) => count === 2);
      await expect(shown()).rejects.toMatchObject({
        ...passing,
        message: expect.stringContaining('PARLEY_POSTGRES_CONNECTIONS') as unknown,
      });
    });
    expect((await both).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await shown()).toBe(2);
  });

  it('that makes it a copy of another is over once somebody else takes changes: its connections are left', async () => {
    const readOnly = (state: 'on' | 'off') =>
      server.ask(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = ${state}`);
    await readOnly('on');
    await server.ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley'`);
    stream.add('RunPaused', {});
    await eventually(
      () => append().catch((error: unknown) => error),
      (error) => String(error).includes('read-only'),
    );
    await readOnly('off');
    await append();
    expect(await shown()).toBe(2);
  });
});

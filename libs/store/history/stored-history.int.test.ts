import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encode, type RunEvent, type RunId } from '#events';
import { RUNS_PROJECTION } from '#read-models';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { openPostgresStore, type PostgresStore } from '../postgres/open-postgres-store.js';

const RUN = runIdNumber(1);
const PARTITIONS = [0, 1];

function run(runId: RunId, turns: number) {
  const stream = eventStream(runId);
  stream.add('RunStarted', startedData({ labels: { quote: 'a "b" \u0000 \ud800 🌍' } }));
  for (let n = 1; n <= turns; n++) stream.add('TurnRecorded', recorded(n));
  return stream;
}

describeWithServers('the history in a PostgreSQL', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  let url: string;
  let store: PostgresStore;
  const positions = new Map<number, number>();
  beforeEach(async () => {
    positions.clear();
    url = await server.database();
    store = await openPostgresStore({ url, connections: 4, historyTimeoutMs: 200 });
  });
  afterEach(() => store.close());

  const append = async (events: readonly RunEvent[], { partition = 0, unreadable = [] as readonly RunId[] } = {}) => {
    const position = positions.get(partition) ?? 0;
    const next = position + events.length + unreadable.length;
    await store.apply(RUNS_PROJECTION, partition, { events, unreadable, position, next });
    positions.set(partition, next);
  };

  it('gives the events of a run byte for byte, from any of them on', async () => {
    const { events } = run(RUN, 70);
    await append([...events, ...run(runIdNumber(2), 3).events]);
    const found = await store.history.eventsOf(RUN);
    expect(found.map(encode)).toEqual(events.map(encode));
    expect(await store.history.eventsOf(RUN, { from: 70 })).toEqual(events.slice(69));
    expect(await store.history.eventsOf(RUN, { from: 72 })).toEqual([]);
    expect(await store.history.eventsOf(runIdNumber(9))).toEqual([]);
  });

  describe('asked for what is yet to come', () => {
    it('waits for it, and never gives less', async () => {
      const { events } = run(RUN, 2);
      await append(events.slice(0, 1));
      const reached = store.history.eventsOf(RUN, { atLeast: 3 });
      await append(events.slice(1, 2));
      await append(events.slice(2));
      expect(await reached).toEqual(events);
      expect(await store.history.eventsOf(RUN, { from: 3, atLeast: 2 })).toEqual(events.slice(2));
      expect(await store.history.eventsOf(RUN, { from: 5, atLeast: 3 })).toEqual([]);
    });

    it('says that it is behind when it does not come', async () => {
      await append(run(RUN, 0).events);
      const behind = { code: 'history_behind', retryable: true };
      await expect(store.history.eventsOf(RUN, { atLeast: 2 })).rejects.toMatchObject(behind);
    });

    it('keeps nobody waiting when it is closed', async () => {
      const closed = { code: 'store_closed' };
      const waiting = expect(store.history.eventsOf(RUN, { atLeast: 1 })).rejects.toMatchObject(closed);
      // It has to look before it waits.
      await store.history.openRuns(0);
      await store.close();
      await waiting;
      await expect(store.history.eventsOf(RUN)).rejects.toMatchObject(closed);
    });
  });

  describe('of a run of which an event cannot be read', () => {
    const damaged = { code: 'unreadable', message: expect.stringContaining(RUN) as unknown };
    it.each([
      ['its last', 2],
      ['one before others', 1],
      ['its first', 0],
    ])('refuses to give the others: %s', async (_which, at) => {
      const { events } = run(RUN, 2);
      await append(events.slice(0, at));
      await append([], { unreadable: [RUN] });
      await append(events.slice(at + 1));
      await expect(store.history.eventsOf(RUN)).rejects.toMatchObject(damaged);
    });

    it('refuses it also where it has become unreadable in the store', async () => {
      await append(run(RUN, 1).events);
      await server.ask(`update events set data = '{"no": "event"}' where sequence = 2`, url);
      await expect(store.history.eventsOf(RUN)).rejects.toMatchObject(damaged);
      await server.ask(`delete from events where sequence = 1`, url);
      await expect(store.history.eventsOf(RUN)).rejects.toMatchObject(damaged);
    });
  });

  it('knows the open runs of each partition in the order of their start', async () => {
    const ends = (n: number) => {
      const stream = run(runIdNumber(n), 0);
      stream.add('RunCancelled', {});
      return stream.events;
    };
    await append([...run(runIdNumber(3), 1).events, ...ends(1), ...run(runIdNumber(2), 0).events]);
    await append([...run(runIdNumber(4), 0).events], { partition: 1 });
    const late = run(runIdNumber(5), 0);
    late.add('RunCancelled', {});
    await append(late.events.slice(0, 1), { partition: 1 });
    const openRuns = () => Promise.all(PARTITIONS.map((partition) => store.history.openRuns(partition)));
    expect(await openRuns()).toEqual([[3, 2].map(runIdNumber), [4, 5].map(runIdNumber)]);
    await append(late.events.slice(1), { partition: 1 });
    expect(await openRuns()).toEqual([[3, 2].map(runIdNumber), [runIdNumber(4)]]);
    await store.removeRuns([runIdNumber(3)]);
    expect(await openRuns()).toEqual([[runIdNumber(2)], [runIdNumber(4)]]);
    expect(await store.history.eventsOf(runIdNumber(3))).toEqual([]);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { RUNS_PROJECTION } from '#read-models';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { openPostgresStore, type PostgresStore } from '../postgres/open-postgres-store.js';

const RUNS = 40;
const numbers = Array.from({ length: RUNS }, (_, n) => n + 1);
/** A turn of every run in each. */
const WAVES = 6;

/** What runs become, wave by wave. */
function waves(): readonly (readonly RunEvent[])[] {
  const streams = numbers.map((n) => eventStream(runIdNumber(n)));
  const starts = streams.map((stream) => stream.add('RunStarted', startedData({ labels: { team: 'red' } })));
  const turns = Array.from({ length: WAVES }, (_, wave) =>
    streams.map((stream) => stream.add('TurnRecorded', recorded(wave + 1))),
  );
  return [starts, ...turns];
}

describeWithServers('read models that are made anew', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  let url: string;
  let store: PostgresStore;
  beforeEach(async () => {
    url = await server.database();
    store = await openPostgresStore({ url, connections: 4 });
  });
  afterEach(() => store.close());

  const project = (wave: readonly RunEvent[], position: number) =>
    store.apply(RUNS_PROJECTION, 0, { events: wave, position, next: position + wave.length });
  const shown = () => store.runs({ tenant: 'default', label: { label: 'team', value: 'red' } }, { limit: RUNS + 1 });
  const spoil = () =>
    server.ask(
      `delete from agents; update runs set status = 'failed'; insert into usage select run_id, 999, 'x', 1,
      'x', 'recorded', 'x', 'x', 1, 1, 0, 0, 0, 'reported', 1, 0, 0, 0 from runs`,
      url,
    );

  it('are as they were, whatever they had become', async () => {
    for (const [n, wave] of waves().entries()) await project(wave, n * RUNS);
    await store.apply(RUNS_PROJECTION, 1, { events: [], unreadable: [runIdNumber(1)], position: 0, next: 1 });
    const before = await shown();
    await spoil();
    expect(await shown()).not.toEqual(before);
    const told: number[] = [];
    expect(await store.rebuild((done) => told.push(done))).toBe(RUNS);
    expect(await shown()).toEqual(before);
    expect(told.at(-1)).toBe(RUNS);
  });

  it('are never missing to a reader, nor behind what is projected meanwhile', async () => {
    const [starts = [], ...turns] = waves();
    await project(starts, 0);
    await spoil();
    const progress = { rebuilt: false };
    const rebuilding = store.rebuild().then(() => {
      progress.rebuilt = true;
    });
    const seen = new Set<number>();
    const reading = (async () => {
      while (!progress.rebuilt) seen.add((await shown()).items.length);
    })();
    for (const [n, wave] of turns.entries()) await project(wave, (n + 1) * RUNS);
    await Promise.all([rebuilding, reading]);
    expect([...seen]).toEqual([RUNS]);
    const after = await shown();
    expect(after.items.map(({ run, counts }) => [run.sequence, counts.turns])).toEqual(
      numbers.map(() => [WAVES + 1, WAVES]),
    );
    await store.rebuild();
    expect(await shown()).toEqual(after);
  });
});

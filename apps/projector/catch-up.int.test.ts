import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryLog, type OpenLog } from '#event-log';
import type { RunEvent } from '#events';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { openSqliteStore, type Store } from '#store';
import { catchUp } from './catch-up.js';
import { createProjector } from './projector.js';

const RUNS = 9;
const TURNS = 100;
const tenant = 'default';
const numbers = Array.from({ length: RUNS }, (_, n) => n + 1);

function run(n: number): readonly RunEvent[] {
  const stream = eventStream(runIdNumber(n));
  stream.add('RunStarted', startedData({ idempotencyKey: `key-${n}` }));
  for (let turn = 1; turn <= TURNS; turn++) stream.add('TurnRecorded', recorded(turn));
  return stream.events;
}

describe('catchUp', () => {
  let directory: string;
  let store: Store;
  let log: OpenLog['log'];
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-projector-'));
    store = await openSqliteStore({ directory });
    ({ log } = openMemoryLog());
    for (const n of numbers) await log.publish(run(n).map((message) => ({ topic: 'run-events', message })));
  });
  afterEach(async () => {
    await log.close();
    await store.close();
    await rm(directory, { recursive: true });
  });
  const projector = () => createProjector({ store, onUnreadable: () => undefined });
  const shown = async () =>
    (await store.runs({ tenant }, { limit: 50 })).items.map(({ run: { sequence }, counts }) => [
      sequence,
      counts.turns,
    ]);

  it('rebuilds a store from its log, idempotency keys and all', async () => {
    await catchUp(log, projector());
    expect(await shown()).toEqual(numbers.map(() => [TURNS + 1, TURNS]));
    expect(await store.acceptedUnder(tenant, 'key-3')).toMatchObject({ runId: runIdNumber(3) });
  });

  it('goes on from where the store stands, to the end', async () => {
    await catchUp(log, projector());
    const message = eventStream(runIdNumber(RUNS + 1)).add('RunStarted', startedData());
    await log.publish([{ topic: 'run-events', message }]);
    await catchUp(log, projector());
    await catchUp(log, projector());
    expect(await shown()).toEqual([[1, 0], ...numbers.map(() => [TURNS + 1, TURNS])]);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { openMemoryLog, type OpenLog, type Projection, type Subscription } from '#event-log';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { openSqliteStore, type Store } from '#store';
import { catchUp } from './catch-up.js';
import { measured } from './measured.js';
import { createProjector } from './projector.js';

describe('what is measured', () => {
  let directory: string;
  let store: Store;
  let log: OpenLog['log'];
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-measured-'));
    store = await openSqliteStore({ directory });
    ({ log } = openMemoryLog());
  });
  afterEach(async () => {
    await log.close();
    await store.close();
    await rm(directory, { recursive: true });
  });

  const start = (n: number) =>
    log.publish([{ topic: 'run-events', message: eventStream(runIdNumber(n)).add('RunStarted', startedData()) }]);

  /** A projector as its process starts it, and the runs whose start it has measured so far. */
  async function started() {
    const projector = createProjector({ store, onUnreadable: () => undefined });
    await catchUp(log, projector);
    const runs: string[] = [];
    const seen = new EventTarget();
    const subscription = await log.project(
      measured(projector, {
        observe: ({ runId }) => {
          runs.push(runId);
          seen.dispatchEvent(new Event('run'));
        },
        missed: () => undefined,
      }),
    );
    const until = async (count: number) => {
      while (runs.length < count)
        await new Promise((resolve) => {
          seen.addEventListener('run', resolve, { once: true });
        });
    };
    return { runs, until, subscription };
  }
  const closed = ({ subscription }: { readonly subscription: Subscription }) => subscription.close();

  it('is every event once: not what came before the process, and not again after a restart', async () => {
    await start(1);
    const first = await started();
    await start(2);
    await start(3);
    await first.until(2);
    await closed(first);
    await start(4);
    const second = await started();
    await start(5);
    await second.until(1);
    await closed(second);
    expect(first.runs.toSorted()).toEqual([runIdNumber(2), runIdNumber(3)]);
    expect(second.runs).toEqual([runIdNumber(5)]);
  });

  it('is out of date where others have gone on meanwhile, and not where nobody has', async () => {
    const projector = createProjector({ store, onUnreadable: () => undefined });
    const missed: number[] = [];
    const here = measured(projector, { observe: () => undefined, missed: (partition) => missed.push(partition) });
    const partition = log.partitionOf(runIdNumber(1));
    const applied = async (by: Projection, event: RunEvent) => {
      await log.publish([{ topic: 'run-events', message: event }]);
      const position = (await by.positionOf(partition)) ?? 0;
      for await (const record of log.read('run-events', new Map([[partition, position]])))
        if (record.partition === partition) await by.apply(partition, [record], position);
    };
    const run = eventStream(runIdNumber(1));
    await applied(here, run.add('RunStarted', startedData()));
    await applied(here, run.add('RunPaused', {}));
    await here.positionOf(partition);
    expect(missed).toEqual([]);
    await applied(projector, run.add('RunCancelled', {}));
    await here.positionOf(partition);
    await here.positionOf(partition);
    expect(missed).toEqual([partition]);
  });
});

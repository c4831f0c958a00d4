import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { inProcessDeltas, openMemoryLog, type EventLog, type OpenLog } from '#event-log';
import { configFrom, createApplication, InfrastructureModule, openStorage, type Storage } from '#platform';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { ProjectorModule } from './projector.module.js';

const tenant = 'default';

/** The same log, which others go on with when one has closed it. */
const lent = (log: EventLog): EventLog => ({
  partitions: log.partitions,
  partitionOf: (runId) => log.partitionOf(runId),
  publish: (records) => log.publish(records),
  adopt: (runs) => log.adopt(runs),
  process: (processor) => log.process(processor),
  work: (worker) => log.work(worker),
  project: (projection) => log.project(projection),
  endOf: (topic, partition) => log.endOf(topic, partition),
  read: (topic, from, options) => log.read(topic, from, options),
  close: () => Promise.resolve(),
});

describe('several projector processes', () => {
  let directory: string;
  let opened: OpenLog;
  let storage: Storage;
  const apps: NestExpressApplication[] = [];
  const config = () => configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error' });
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-projectors-'));
    opened = openMemoryLog();
    storage = await openStorage(config(), opened.log);
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
    await opened.log.close();
    await storage.offices.close();
    await storage.store.close();
    await rm(directory, { recursive: true });
  });

  /** A service that shares log and store with others, and leaves them open when it ends. */
  async function projector(): Promise<{ readonly app: NestExpressApplication; readonly url: string }> {
    const { log, history } = opened;
    const close = () => Promise.resolve();
    const open = () =>
      Promise.resolve({
        ...storage,
        log: lent(log),
        store: { ...storage.store, close },
        offices: { ...storage.offices, close },
        history,
        deltas: inProcessDeltas(),
        alone: false,
      });
    const app = await createApplication(
      { module: ProjectorModule, imports: [InfrastructureModule.forConfig(config(), { open })] },
      config(),
    );
    apps.push(app);
    await app.listen(0, '127.0.0.1');
    return { app, url: await app.getUrl() };
  }
  const startRuns = async (...numbers: readonly number[]) => {
    for (const n of numbers) {
      const message = eventStream(runIdNumber(n)).add('RunStarted', startedData());
      await opened.log.publish([{ topic: 'run-events', message }]);
    }
  };
  const shown = async () => (await storage.store.runs({ tenant }, { limit: 50 })).items.length;
  const shows = async (runs: number) => {
    while ((await shown()) !== runs) await new Promise(setImmediate);
  };
  const checksAt = async (url: string) => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, ...((await response.json()) as { readonly checks: Record<string, string> }) };
  };

  it('share the work: what is there and what comes is projected once, whoever goes', async () => {
    await startRuns(1, 2, 3, 4, 5, 6);
    const first = await projector();
    const second = await projector();
    await shows(6);
    for (const { url } of [first, second]) {
      expect(await checksAt(url)).toMatchObject({ status: 200, checks: { projector: 'ok' } });
    }
    await startRuns(7, 8, 9);
    await shows(9);
    await first.app.close();
    await startRuns(10, 11, 12);
    await shows(12);
    const { checks } = await checksAt(second.url);
    expect(checks).toEqual({ log: 'ok', store: 'ok', projector: 'ok', diagnoses: 'ok' });
  });

  it('say at an address of their own that they live, and how far they are behind', async () => {
    const { url } = await projector();
    await startRuns(1);
    await shows(1);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/parley_run_live\{[^}]*\} 1\b/);
    expect(metrics).toMatch(/parley_log_lag\{.*parley_service="projector".*\} 0/);
  });
});

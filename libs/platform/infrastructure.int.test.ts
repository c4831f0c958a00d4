import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { createApplication } from './bootstrap.js';
import { RUNS_PROJECTION } from '#read-models';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { configFrom } from './config.js';
import { InfrastructureModule } from './infrastructure.module.js';
import type { Infrastructure } from './infrastructure.js';
import { openInfrastructure } from './open-infrastructure.js';
import type { Subscriptions } from './subscriptions.js';
import { SUBSCRIPTIONS } from './tokens.js';

const nowhere = () => undefined;

@Module({})
class NoService {}

describe('the infrastructure of a process', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-platform-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const config = () => configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error' });

  it('closes subscriptions, then the log, then the store', async () => {
    const closed: string[] = [];
    const open = async (): Promise<Infrastructure> => {
      const parts = await openInfrastructure(config(), nowhere);
      const log = Object.assign(Object.create(parts.log) as Infrastructure['log'], {
        close: async () => {
          closed.push('log');
          await parts.log.close();
        },
      });
      const close = async () => {
        closed.push('store');
        await parts.store.close();
      };
      return { ...parts, log, store: { ...parts.store, close } };
    };
    const imports = [InfrastructureModule.forConfig(config(), { open })];
    const app = await createApplication({ module: NoService, imports }, config());
    await app.init();
    app.get<Subscriptions>(SUBSCRIPTIONS).add('service', {
      ended: new Promise(() => undefined),
      holdings: () => Promise.resolve([]),
      close: () => Promise.resolve(void closed.push('subscription')),
      drop: nowhere,
    });
    await app.close();
    expect(closed).toEqual(['subscription', 'log', 'store']);
  });

  it('belongs to one process at a time', async () => {
    const first = await openInfrastructure(config(), nowhere);
    await expect(openInfrastructure(config(), nowhere)).rejects.toThrow(directory);
    await first.log.close();
    await first.store.close();
  });

  it('lets go of the log when the store cannot be opened', async () => {
    const store = path.join(directory, 'store.db');
    await writeFile(store, 'this is no database, however long one looks at it. '.repeat(40));
    await expect(openInfrastructure(config(), nowhere)).rejects.toMatchObject({ code: 'store_damaged' });
    await rm(store);
    const parts = await openInfrastructure(config(), nowhere);
    await parts.log.close();
    await parts.store.close();
  });

  describe('whose log.db is not the one that its store.db was made from', () => {
    const started = eventStream(runIdNumber(1)).add('RunStarted', startedData());
    const project = async ({ log, store }: Infrastructure) => {
      await log.publish([{ topic: 'run-events', message: started }]);
      const partition = log.partitionOf(started.runId);
      await store.apply(RUNS_PROJECTION, partition, { events: [started], position: 0, next: 1 });
    };
    const close = async ({ log, store }: Infrastructure) => {
      await log.close();
      await store.close();
    };
    beforeEach(async () => {
      const parts = await openInfrastructure(config(), nowhere);
      await project(parts);
      await close(parts);
    });

    it('is refused with the fix: the store has seen what the log does not have', async () => {
      await rm(path.join(directory, 'log.db'));
      const refusal = { code: 'store_ahead', message: expect.stringMatching(/move store\.db away/) as unknown };
      await expect(openInfrastructure(config(), nowhere)).rejects.toMatchObject(refusal);
      await expect(openInfrastructure(config(), nowhere)).rejects.toMatchObject(refusal);
      await rm(path.join(directory, 'store.db'));
      await close(await openInfrastructure(config(), nowhere));
    });

    it('is opened where the store is behind', async () => {
      await rm(path.join(directory, 'store.db'));
      await close(await openInfrastructure(config(), nowhere));
    });
  });
});

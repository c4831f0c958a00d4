import { afterEach, describe, expect, it } from '@jest/globals';
import { openMemoryLog } from '#event-log';
import { Secret } from '#platform';
import { diagnosisOf } from '#store/testing';
import { deliverTo } from './deliver.js';
import { openWebhook } from './testing/webhook-server.js';
import { createVerdictNotifier, type VerdictNotice } from './verdict-notifier.js';

describe('the webhook for diagnoses', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  it('is told of each verdict until it takes it, without a word of the run', async () => {
    const server = await openWebhook<VerdictNotice>(500);
    cleanups.push(() => server.close());
    const troubles: string[] = [];
    const { log } = openMemoryLog({ retryMs: 1, onTrouble: ({ error }) => troubles.push(String(error)) });
    cleanups.push(() => log.close());
    const url = new Secret(server.url);
    await log.work(createVerdictNotifier(deliverTo<VerdictNotice>({ url, variable: 'PARLEY_DIAGNOSIS_WEBHOOK' })));
    const message = diagnosisOf({ version: '2' });
    await log.publish([{ topic: 'diagnoses', message }]);
    const { id, runId } = message;
    const told = {
      type: 'run.diagnosed',
      id,
      runId,
      version: '2',
      upTo: 4,
      label: 'none',
      confidence: 0.5,
      guessed: false,
      link: `/v1/runs/${runId}/diagnosis?version=2`,
    };
    expect([await server.next(), await server.next()]).toEqual([told, told]);
    expect(troubles).toEqual([expect.stringContaining('the webhook that PARLEY_DIAGNOSIS_WEBHOOK names answered 500')]);
  });
});

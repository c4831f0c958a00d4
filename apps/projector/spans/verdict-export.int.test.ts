import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryLog, type OpenLog } from '#event-log';
import { diagnosisSpan } from '#spans';
import { stagedRun, verdictOn } from '#spans/testing';
import { openSqliteStore, type Store } from '#store';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { exportBook } from './export-state.js';
import { startVerdictExport } from './span-export.js';

const environment = { ...process.env };
const verdict = verdictOn(stagedRun('centralized'));
const unsent = verdictOn(stagedRun('centralized'), false);

describe('the export of verdicts', () => {
  let directory: string;
  let receiver: OtlpReceiver;
  let store: Store;
  let opened: OpenLog;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-verdicts-'));
    receiver = await openOtlpReceiver();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
    store = await openSqliteStore({ directory });
    opened = openMemoryLog();
  });
  afterEach(async () => {
    await opened.log.close();
    await store.close();
    await receiver.close();
    process.env = { ...environment };
    await rm(directory, { recursive: true });
  });

  it('sends each once, and goes on where it stopped', async () => {
    const { log } = opened;
    const start = () =>
      startVerdictExport({
        log,
        store,
        settings: { protocol: 'http/json', batchSpans: 16, delayMs: 0 },
        book: exportBook({ log, store, now: Date.now }),
        hear: () => undefined,
      });
    const partition = log.partitionOf(verdict.runId);
    const isAt = async (position: number) => {
      while ((await store.positionOf('verdict-spans', partition)) !== position) await sleep(5);
    };
    const first = await start();
    await log.publish([verdict, unsent].map((message) => ({ topic: 'diagnoses', message })));
    await isAt(2);
    await first.close();
    const more = { ...verdict, data: { ...verdict.data, version: '2' } };
    await log.publish([{ topic: 'diagnoses', message: more }]);
    await start();
    await isAt(3);
    const ids = receiver.spans.map(({ spanId }) => spanId);
    expect(ids).toEqual([verdict, more].map((one) => diagnosisSpan(one)?.spanId));
  });
});

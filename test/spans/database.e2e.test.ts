import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { planPostgres } from '../../tools/servers/plans/postgres.js';
import { discard, launch, type RunningServer } from '../../tools/servers/running-server.js';
import { describeWithServers } from '../servers/describe-with-servers.js';

jest.setTimeout(180_000);

const ROOT = path.resolve(import.meta.dirname, '../..');
const FROM_SOURCES = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs'];
const CALL = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) };

describeWithServers('queries of an instrumented process', ['postgres'], () => {
  let postgres: RunningServer | undefined;
  let receiver: OtlpReceiver;
  beforeAll(async () => {
    postgres = await launch(await planPostgres());
    receiver = await openOtlpReceiver();
  });
  afterAll(async () => {
    await receiver.close();
    await discard(postgres === undefined ? [] : [postgres]);
  });

  it('hang under the call of a run that they are made for, without their values; others are not traced', async () => {
    const program = ['--import', './libs/platform/preload.ts', 'test/spans/querying.ts', CALL.traceId, CALL.spanId];
    const child = spawn(process.execPath, [...FROM_SOURCES, ...program], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        ...postgres!.plan.exports,
      },
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(receiver.spans.map(({ traceId, parentSpanId }) => ({ traceId, parentSpanId }))).toEqual([
      { traceId: CALL.traceId, parentSpanId: CALL.spanId },
    ]);
    const said = JSON.stringify(receiver.spans);
    expect(said).toContain('SELECT $1::text');
    expect(said).not.toContain('a secret');
  });
});

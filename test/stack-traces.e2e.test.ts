import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { ChatServer } from '#llm/testing';
import { Client } from './fault/client.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { jaegerTrace } from './servers/jaeger-traces.js';
import { isOfEvents } from './servers/seen-spans.js';
import { StackProcess, type Listed } from './stack/stack-process.js';
import { openModelServer } from './traces/model-server.js';
import { bodiesOf, declareTools, driven, spansOfLog } from './traces/workload.js';

jest.setTimeout(240_000);

const VICTIMS = ['gateway-1', 'orchestrator-1', 'agent-worker-1', 'projector-1', 'grader-1'];
const NEEDED = ['collector', 'jaeger', 'kafka', 'postgres'] as const;

describeWithServers('the traces of runs on services of their own', NEEDED, () => {
  let directory: string;
  let models: ChatServer;
  let stack: StackProcess;
  let listed: Listed;
  const client = new Client(() => listed.services.find(({ name }) => name === 'gateway-1')?.url ?? '');

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-stack-traces-'));
    models = await openModelServer();
    ({ stack, listed } = await StackProcess.start([], {
      PARLEY_TOOLS: await declareTools(path.join(directory, 'tools.json'), models.origin),
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '3000',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    }));
  });
  afterAll(async () => {
    await stack.interrupt();
    await models.close();
    await rm(directory, { recursive: true, force: true });
  });

  const jaeger = () => listed.servers['PARLEY_JAEGER_URL']!;

  async function die(name: string): Promise<void> {
    process.kill(listed.services.find((service) => service.name === name)!.pid, 'SIGKILL');
    await stack.line(new RegExp(`^${name} was killed`));
  }

  it('are in Jaeger exactly as the log has them after kill -9 of every service', async () => {
    const runs = new Map<string, string>();
    for (const [wave, victim] of VICTIMS.entries()) {
      for (const [key, body] of bodiesOf(wave, models.baseUrl)) runs.set(key, await client.start(key, body));
      await die(victim);
    }
    const hanging = [...runs].filter(([key]) => key.startsWith('hangs')).map(([, runId]) => runId);
    await driven(client, [...runs.values()], hanging);
    for (const runId of runs.values()) {
      const spans = await spansOfLog(client, runId);
      const seen = async () => (await jaegerTrace(jaeger(), spans[0]!.traceId)).filter(isOfEvents);
      expect(await eventually(seen, ({ length }) => length >= spans.length)).toEqual(spans);
    }
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { ChatServer } from '#llm/testing';
import { createSpansTopic } from '../tools/servers/kafka-admin.js';
import { planCollector } from '../tools/servers/plans/collector.js';
import { planJaeger, type JaegerStorage } from '../tools/servers/plans/jaeger.js';
import { planKafka } from '../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../tools/servers/running-server.js';
import { Client } from './fault/client.js';
import { startHost, type HostProcess, type HostSettings } from './fault/process-host.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { asBadgerKeepsIt, jaegerTrace } from './servers/jaeger-traces.js';
import { isOfEvents, type SeenSpan } from './servers/seen-spans.js';
import { readSpansTopic, spansOfTrace } from './servers/spans-topic.js';
import { openModelServer } from './traces/model-server.js';
import { bodiesOf, declareTools, driven, spansOfLog } from './traces/workload.js';

jest.setTimeout(180_000);

/** Each span once; one that came twice with other content stays twice. */
const distinct = (spans: readonly SeenSpan[]): readonly SeenSpan[] =>
  spans.filter((span, index) => !spans.slice(0, index).some((earlier) => isDeepStrictEqual(earlier, span)));

/** What the runs are meant to show, as names of spans and their statuses. */
const HAPPENS = ['backoff 0', 'await approval 0', 'execute_tool act 0', 'chat stumbles 2', 'invoke_workflow single 2'];
const whatHappened = (traces: ReadonlyMap<string, readonly SeenSpan[]>): readonly string[] => {
  const all = [...traces.values()].flat().map(({ name, status }) => `${name} ${status.code}`);
  return [...new Set(all)].sort();
};

describeWithServers('the traces of real runs', ['collector', 'jaeger', 'kafka'], () => {
  let [kafka, jaeger, collector]: RunningServer[] = [];
  let models: ChatServer;
  let directory: string;
  let settings: HostSettings;
  let host: HostProcess;
  const client = new Client(() => host.url);

  beforeAll(async () => {
    kafka = await launch((await planKafka()).brokers[0]!);
    await createSpansTopic(brokers());
  });
  afterAll(() => discard(kafka === undefined ? [] : [kafka]));
  beforeEach(async () => {
    models = await openModelServer();
    directory = await mkdtemp(path.join(tmpdir(), 'parley-traces-'));
  });
  afterEach(async () => {
    host.kill('SIGKILL');
    await host.ended;
    await models.close();
    await discard([collector, jaeger].filter((server) => server !== undefined));
    await rm(directory, { recursive: true });
  });

  const brokers = () => kafka!.plan.exports.PARLEY_KAFKA_BROKERS!;

  async function serve(storage: JaegerStorage): Promise<void> {
    jaeger = await launch(await planJaeger(storage));
    const { JAEGER_OTLP_ENDPOINT } = jaeger.plan.exports;
    collector = await launch(await planCollector({ jaeger: JAEGER_OTLP_ENDPOINT!, kafka: brokers() }));
    settings = {
      data: path.join(directory, 'data'),
      effects: path.join(directory, 'effects'),
      tools: await declareTools(path.join(directory, 'tools.json'), models.origin),
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.plan.exports.OTEL_EXPORTER_OTLP_ENDPOINT!,
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
    };
    host = await startHost(settings);
  }

  /** Starts the runs of these waves and, once each wave has begun, does what is to happen meanwhile. */
  async function runWaves(waves: readonly number[], meanwhile: () => Promise<void>): Promise<readonly string[]> {
    const runs = new Map<string, string>();
    for (const wave of waves) {
      for (const [key, body] of bodiesOf(wave, models.baseUrl)) runs.set(key, await client.start(key, body));
      await meanwhile();
    }
    const hanging = [...runs].filter(([key]) => key.startsWith('hangs')).map(([, runId]) => runId);
    await driven(client, [...runs.values()], hanging);
    return [...runs.values()];
  }

  /** The traces of the runs by what the log says. */
  async function expectedTraces(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly SeenSpan[]>> {
    const traces = await Promise.all(runIds.map((runId) => spansOfLog(client, runId)));
    return new Map(traces.map((spans) => [spans[0]!.traceId, spans]));
  }

  async function seenInJaeger(traceId: string, count: number): Promise<readonly SeenSpan[]> {
    const ofRuns = async () => (await jaegerTrace(jaeger!.plan.exports.PARLEY_JAEGER_URL!, traceId)).filter(isOfEvents);
    return eventually(ofRuns, (spans) => spans.length >= count);
  }

  async function seenInTopic(traces: ReadonlyMap<string, readonly SeenSpan[]>) {
    const messages = await eventually(
      () => readSpansTopic(brokers()),
      (seen) => [...traces].every(([traceId, spans]) => distinct(spansOfTrace(seen, traceId)).length >= spans.length),
    );
    return (traceId: string) => spansOfTrace(messages, traceId).filter(isOfEvents);
  }

  it('are in Jaeger and on the topic exactly as the log has them', async () => {
    await serve('memory');
    const traces = await expectedTraces(await runWaves([0], () => Promise.resolve()));
    expect(whatHappened(traces)).toEqual(expect.arrayContaining(HAPPENS));
    const inTopic = await seenInTopic(traces);
    for (const [traceId, spans] of traces) {
      expect(await seenInJaeger(traceId, spans.length)).toEqual(spans);
      expect(inTopic(traceId)).toEqual(spans);
    }
  });

  it('are complete, and nothing is in them twice, after kill -9 of every service at any moment', async () => {
    await serve('memory');
    const pauses = [30, 120, 300];
    const dies = async () => {
      await sleep(pauses.pop());
      host.kill('SIGKILL');
      expect(await host.ended).toBe('SIGKILL');
      host = await startHost(settings);
    };
    const traces = await expectedTraces(await runWaves([1, 2, 3], dies));
    const inTopic = await seenInTopic(traces);
    for (const [traceId, spans] of traces) {
      expect(await seenInJaeger(traceId, spans.length)).toEqual(spans);
      expect(distinct(inTopic(traceId))).toEqual(spans);
    }
  });

  it('are complete after the collector and Jaeger were killed while runs went on', async () => {
    await serve('badger');
    const victims = [
      async () => {
        await collector!.end('SIGKILL');
        collector = await launch(collector!.plan);
      },
      async () => {
        await jaeger!.end('SIGKILL');
        jaeger = await launch(jaeger!.plan);
      },
      async () => {
        await Promise.all([collector!.end('SIGKILL'), jaeger!.end('SIGKILL')]);
        [collector, jaeger] = await Promise.all([launch(collector!.plan), launch(jaeger!.plan)]);
      },
    ];
    const traces = await expectedTraces(await runWaves([4, 5, 6], () => victims.pop()!()));
    const inTopic = await seenInTopic(traces);
    for (const [traceId, spans] of traces) {
      expect(await seenInJaeger(traceId, spans.length)).toEqual(spans.map(asBadgerKeepsIt));
      expect(distinct(inTopic(traceId))).toEqual(spans);
    }
  });
});

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FROM_SOURCE } from '#diagnosis/testing';
import { kafkaTopics } from '#event-log';
import { configFrom, createApplication, InfrastructureModule } from '#platform';
import { spanScript } from '#trajectory/testing';
import { Kafka, logLevel } from 'kafkajs';
import { ClassifierModule } from '../apps/classifier/classifier.module.js';
import { startChildServer } from '../apps/cli/server/child-server.js';
import { GatewayModule } from '../apps/gateway/gateway.module.js';
import { planCollector } from '../tools/servers/plans/collector.js';
import { planKafka } from '../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../tools/servers/running-server.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { startPostgres, type PostgresServer } from './servers/postgres-server.js';
import { sendOtlp } from './servers/send-otlp.js';

jest.setTimeout(300_000);

const CLASSIFIER = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'test/stack/service-host.ts'];
const PATIENCE_MS = 120_000;
const TRACES = 40;
const SPANS = 3;
const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const id = (n: number): string => n.toString(16).padStart(32, 'c');

@Module({ imports: [ClassifierModule, GatewayModule] })
class Server {}

/** One agent adds wrongly; `more` is what it says afterwards. */
function trace(n: number, more: readonly string[] = []) {
  const script = spanScript('gen_ai', more.length === 0 ? 1 : 100);
  const parent = more.length === 0 ? script.agent('adder', { trace: id(n) }) : '1'.padStart(16, '0');
  for (const text of more.length === 0 ? ['I add 3 + 4 = 8.', 'My answer is 8.'] : more) {
    const said = [{ role: 'assistant', parts: [{ type: 'text', content: text }] }];
    script.model({ trace: id(n), parent, attributes: { 'gen_ai.output.messages': JSON.stringify(said) } });
  }
  return script.payload();
}
/** As Parley's own runs, or its processes, would send it. */
function own(n: number, where: 'attributes' | 'resource') {
  const text = JSON.stringify(trace(n));
  const attribute = { attributes: 'parley.run.id', resource: 'parley.process' }[where];
  const key = JSON.stringify({ key: attribute, value: { stringValue: 'x' } });
  return JSON.parse(
    where === 'resource'
      ? text.replace('"resource":{"attributes":[', `"resource":{"attributes":[${key},`)
      : text.replaceAll(/("kind":1[^[]*"attributes":\[)/g, `$1${key},`),
  ) as object;
}

describeWithServers('traces of others on Kafka and PostgreSQL', ['collector', 'kafka', 'postgres'], () => {
  let servers: RunningServer[];
  let postgres: PostgresServer;
  let environment: Record<string, string>;
  let collector: string;
  beforeAll(async () => {
    const kafka = await launch((await planKafka()).brokers[0]!);
    servers = [kafka];
    const brokers = kafka.plan.exports.PARLEY_KAFKA_BROKERS!;
    postgres = await startPostgres();
    environment = {
      PARLEY_LOG: 'kafka',
      PARLEY_KAFKA_BROKERS: brokers,
      PARLEY_KAFKA_REPLICAS: '1',
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '6000',
      PARLEY_STORE: 'postgres',
      PARLEY_POSTGRES_URL: await postgres.database(),
      PARLEY_OTLP_TOPIC: 'otlp_spans',
      PARLEY_TRACES_QUIET_MS: '300',
      // Longer than a busy machine takes to load the classifier.
      PARLEY_TRACES_CLAIM_MS: '20000',
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_PORT: '0',
    };
    const topics = await kafkaTopics(configFrom(environment).kafka!.reveal());
    await topics.ensure();
    await topics.close();
    // Nothing is at the address of Jaeger: its part waits in the collector's queue.
    servers.unshift(await launch(await planCollector({ jaeger: '127.0.0.1:9', kafka: brokers })));
    collector = servers[0]!.plan.exports.OTEL_EXPORTER_OTLP_ENDPOINT!;
  });
  afterAll(async () => {
    await discard(servers);
    await postgres.remove();
  });

  async function rows(): Promise<readonly Record<string, unknown>[]> {
    const all = `select trace_id, spans, tries, findings is not null as is_read, diagnosis is not null as is_judged,
        (select count(*)::int from received_parts part where part.trace_id = trace.trace_id) as parts
      from received_traces trace order by trace_id`;
    return postgres.ask(all, environment['PARLEY_POSTGRES_URL']);
  }
  const judgedIn = (all: readonly Record<string, unknown>[]) => all.filter(({ is_judged: is }) => is === true);

  async function garbage(): Promise<void> {
    const brokers = environment['PARLEY_KAFKA_BROKERS']!.split(',');
    const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const messages = range(4).map((partition) => ({ partition: partition - 1, value: 'no spans at all' }));
    await producer.send({ topic: 'otlp_spans', messages });
    await producer.disconnect();
  }

  /** A classifier of its own, killed as soon as it has judged some of the traces, and not all. */
  async function diesAtWork(): Promise<void> {
    const program = { command: process.execPath, args: [...CLASSIFIER, 'classifier'] };
    const env = { ...process.env, NODE_OPTIONS: '', ...environment };
    const classifier = await startChildServer({ program, env, patienceMs: PATIENCE_MS });
    const enough = (all: readonly Record<string, unknown>[]) => judgedIn(all).length >= 3;
    await eventually(rows, enough, PATIENCE_MS);
    process.kill(classifier.pid, 'SIGKILL');
    await classifier.gone;
  }

  async function serve(): Promise<{ readonly app: NestExpressApplication; readonly url: string }> {
    const config = configFrom(environment);
    const infrastructure = InfrastructureModule.forConfig(config, { threadArguments: FROM_SOURCE });
    const app = await createApplication({ module: Server, imports: [infrastructure] }, config);
    await app.listen(0, '127.0.0.1');
    return { app, url: await app.getUrl() };
  }

  it('come from the collector and over HTTP, and each is judged, though who had begun with them was killed', async () => {
    await garbage();
    for (const n of range(TRACES)) expect(await sendOtlp(collector, 'traces', trace(n))).toBe(200);
    for (const [n, where] of [
      [101, 'attributes'],
      [102, 'resource'],
    ] as const)
      expect(await sendOtlp(collector, 'traces', own(n, where))).toBe(200);
    await diesAtWork();
    expect(judgedIn(await rows()).length).toBeLessThan(TRACES);
    const { app, url } = await serve();
    try {
      expect(await sendOtlp(url, 'traces', trace(TRACES + 1))).toBe(200);
      expect(await sendOtlp(collector, 'traces', trace(1, ['And that is all.']))).toBe(200);
      const all = await eventually(
        rows,
        (seen) => judgedIn(seen).length === TRACES + 1 && seen[0]?.['spans'] === SPANS + 1,
        PATIENCE_MS,
      );
      expect(all.map(({ trace_id: traceId }) => traceId)).toEqual(
        range(TRACES + 1)
          .map(id)
          .sort(),
      );
      expect(all).toEqual(all.map((row) => ({ ...row, is_read: true, is_judged: true })));
      const rest = all.filter(({ trace_id: traceId }) => traceId !== id(1));
      expect(rest).toEqual(rest.map((row) => ({ ...row, spans: SPANS, parts: 1 })));
      // Only what was being judged by the one that died was begun again.
      expect(all.filter(({ tries }) => Number(tries) > 1).length).toBeLessThanOrEqual(1);
      const told = (await (await fetch(`${url}/v1/traces/${id(2)}/diagnosis`)).json()) as object;
      expect(told).toMatchObject({ runs: [{ label: 'numerical_drift', agent: 'adder', guessed: false }] });
    } finally {
      await app.close();
    }
  });
});

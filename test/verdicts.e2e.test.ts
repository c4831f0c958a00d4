import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FROM_SOURCE } from '#diagnosis/testing';
import type { EventLog } from '#event-log';
import type { RunEvent } from '#events';
import { configFrom, createApplication, EVENT_LOG, InfrastructureModule } from '#platform';
import { answerOf, eventScript } from '#trajectory/testing';
import { ClassifierModule } from '../apps/classifier/classifier.module.js';
import { ProjectorModule } from '../apps/projector/projector.module.js';
import { planCollector } from '../tools/servers/plans/collector.js';
import { planJaeger } from '../tools/servers/plans/jaeger.js';
import { discard, launch, type RunningServer } from '../tools/servers/running-server.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { jaegerTrace } from './servers/jaeger-traces.js';

jest.setTimeout(180_000);

@Module({ imports: [ProjectorModule, ClassifierModule] })
class Server {}

const traceIdOf = (run: number): string => String(run).padStart(32, 'a');

/** One agent adds and another agrees; the grade is the last event. */
function addition(run: number, words: string, passed: boolean): readonly RunEvent[] {
  const script = eventScript({ agents: ['adder', 'checker'], run, rehearsed: false });
  const turn = script.turn('adder', { answer: answerOf(words) });
  script.say(turn, ['checker'], 'report');
  script.complete(script.turn('checker', { answer: answerOf('I agree.') }));
  script.grade(passed);
  const [started, ...rest] = script.events;
  return [{ ...started!, data: { ...started!.data, traceId: traceIdOf(run) } } as RunEvent, ...rest];
}

describeWithServers('the verdicts on runs in Jaeger', ['collector', 'jaeger'], () => {
  const environment = { ...process.env };
  let servers: RunningServer[];
  let directory: string;
  let app: NestExpressApplication;
  beforeEach(async () => {
    const jaeger = await launch(await planJaeger('memory'));
    servers = [jaeger];
    const collector = await launch(await planCollector({ jaeger: jaeger.plan.exports.JAEGER_OTLP_ENDPOINT! }));
    servers.unshift(collector);
    directory = await mkdtemp(path.join(tmpdir(), 'parley-verdicts-'));
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.plan.exports.OTEL_EXPORTER_OTLP_ENDPOINT! };
    Object.assign(process.env, endpoint);
    const config = configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error', ...endpoint });
    const infrastructure = InfrastructureModule.forConfig(config, { threadArguments: FROM_SOURCE });
    app = await createApplication({ module: Server, imports: [infrastructure] }, config);
    await app.init();
  });
  afterEach(async () => {
    await app.close();
    process.env = environment;
    await discard(servers);
    await rm(directory, { recursive: true });
  });

  const url = () => servers[1]!.plan.exports.PARLEY_JAEGER_URL!;
  async function found(tags: object): Promise<readonly string[]> {
    const query = new URLSearchParams({
      service: 'parley',
      tags: JSON.stringify(tags),
      lookback: 'custom',
      limit: '50',
    });
    // The script's events are of the first of January 2026, verdicts of today.
    query.set('start', '1767000000000000');
    query.set('end', String((Date.now() + 3_600_000) * 1000));
    const response = await fetch(`${url()}/api/traces?${query.toString()}`);
    const { data } = (await response.json()) as { readonly data: readonly { readonly traceID: string }[] };
    return data.map(({ traceID }) => traceID).sort();
  }

  it('are found by what went wrong, and stand under the span at fault', async () => {
    const wrong = [1, 2, 3].map((run) => addition(run, `I add 3 + ${run + 3} = 10. My answer is 10.`, false));
    const right = addition(4, 'I add 3 + 4 = 7. My answer is 7.', true);
    const messages = [...wrong, right].flat().map((message) => ({ topic: 'run-events', message }) as const);
    await app.get<EventLog>(EVENT_LOG).publish(messages);
    const drifted = () => found({ 'parley.failure.mode': 'numerical_drift' });
    const expected = [1, 2, 3].map(traceIdOf);
    expect(await eventually(drifted, ({ length }) => length >= expected.length)).toEqual(expected);
    const spans = await jaegerTrace(url(), traceIdOf(1));
    const classify = spans.find(({ name }) => name === 'classify');
    const blamed = spans.find(({ spanId }) => spanId === classify?.parentSpanId);
    expect(blamed?.name).toBe('chat mid');
    const none = () => found({ 'gen_ai.evaluation.score.label': 'none' });
    expect(await eventually(none, ({ length }) => length > 0)).toEqual([traceIdOf(4)]);
  });
});

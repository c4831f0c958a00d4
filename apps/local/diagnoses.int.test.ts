import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FROM_SOURCE } from '#diagnosis/testing';
import type { EventLog } from '#event-log';
import type { RunEvent } from '#events';
import { configFrom, createApplication, EVENT_LOG, InfrastructureModule } from '#platform';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { answerOf, eventScript } from '#trajectory/testing';
import { ClassifierModule } from '../classifier/classifier.module.js';
import { GatewayModule } from '../gateway/gateway.module.js';
import { ProjectorModule } from '../projector/projector.module.js';

@Module({ imports: [ProjectorModule, GatewayModule] })
class WithoutClassifier {}
@Module({ imports: [ProjectorModule, ClassifierModule, GatewayModule] })
class Server {}

interface Diagnosis {
  readonly versions?: readonly string[];
}

/** One agent adds, and gets it wrong. */
function addition(): readonly RunEvent[] {
  const script = eventScript({ agents: ['adder'], graded: true });
  script.complete(script.turn('adder', { answer: answerOf('I add 3 + 4 = 8. My answer is 8.') }));
  script.grade(false);
  return script.events;
}

describe('a server with a classifier', () => {
  const events = addition();
  const { runId } = events[0]!;
  let directory: string;
  let app: NestExpressApplication;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-diagnoses-'));
  });
  afterEach(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  async function start(module: typeof Server): Promise<string> {
    const config = configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error' });
    const infrastructure = InfrastructureModule.forConfig(config, { threadArguments: FROM_SOURCE });
    app = await createApplication({ module, imports: [infrastructure] }, config);
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  }
  const happen = () => {
    const messages = events.map((message) => ({ topic: 'run-events', message }) as const);
    return app.get<EventLog>(EVENT_LOG).publish(messages);
  };
  async function kept(url: string): Promise<Diagnosis> {
    for (;;) {
      const response = await fetch(`${url}/v1/runs/${runId}/diagnosis`);
      const diagnosis = (await response.json()) as Diagnosis;
      if ((diagnosis.versions ?? []).length > 0) return diagnosis;
      await sleep(20);
    }
  }

  it('diagnoses and keeps what ended before there was one, and the same as who asked meanwhile was told', async () => {
    await start(WithoutClassifier);
    await happen();
    const url = await app.getUrl();
    while ((await fetch(`${url}/v1/runs/${runId}`)).status === 404) await sleep(10);
    const made = (await (await fetch(`${url}/v1/runs/${runId}/diagnosis`)).json()) as Diagnosis;
    expect(made).toMatchObject({ label: 'numerical_drift', agent: 'adder', versions: [] });
    await app.close();
    expect(await kept(await start(Server))).toEqual({ ...made, versions: [CLASSIFIER_VERSION] });
  });
});

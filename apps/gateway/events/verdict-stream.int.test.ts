import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunDiagnosis, RunEvent } from '#events';
import { eventStream, recorded, runIdNumber, solo, soloTurn, startedData } from '#read-models/testing';
import { diagnosisOf } from '#store/testing';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { openSource, type Heard } from '../testing/event-source.js';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const runId = runIdNumber(1);
const part = { turnId: soloTurn(1), index: 0 };

function run(): readonly RunEvent[] {
  const stream = eventStream(runId);
  stream.add('RunStarted', startedData());
  stream.add('TurnRecorded', recorded(1));
  stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
  return stream.events;
}

function verdictOn(upTo: number, version = CLASSIFIER_VERSION): RunDiagnosis {
  const { data, ...rest } = diagnosisOf({ version, upTo });
  const place = { step: 0, sequence: 2, turnId: soloTurn(1), spanId: '0123456789abcdef' };
  return { ...rest, data: { ...data, label: 'numerical_drift', agent: 'solo', place } };
}

const TOLD: Heard = {
  id: '3.diagnosis',
  event: 'diagnosis',
  verdict: {
    id: `${runId}:${CLASSIFIER_VERSION}`,
    runId,
    version: CLASSIFIER_VERSION,
    upTo: 3,
    label: 'numerical_drift',
    confidence: 0.5,
    guessed: false,
    agent: 'solo',
    step: 0,
    turnId: soloTurn(1),
    spanId: '0123456789abcdef',
    link: `/v1/runs/${runId}/diagnosis?version=${CLASSIFIER_VERSION}`,
  },
};

describe('an event stream that was asked for the diagnosis', () => {
  let gateway: GatewayHarness;
  let at: string;
  beforeEach(async () => {
    gateway = await startGateway({
      environment: { PARLEY_STREAM_HEARTBEAT_MS: '20', PARLEY_STREAM_VERDICT_MS: '200' },
    });
    at = `${gateway.url}/v1/runs/${runId}/events?diagnosis=true`;
  });
  afterEach(() => gateway.close());

  it('brings it behind the last event, and ends with it', async () => {
    const events = run();
    await gateway.happen(events.slice(0, 2));
    const source = await openSource(at);
    await source.take(2);
    await gateway.happen(events.slice(2));
    expect(await source.take(1)).toMatchObject([{ sequence: 3 }]);
    await gateway.diagnosed([verdictOn(3, '0.9'), verdictOn(2), verdictOn(3)]);
    expect(await source.rest()).toEqual([TOLD]);
  });

  it('brings one that was there before, also to who had all events already', async () => {
    await gateway.happen(run());
    await gateway.diagnosed([verdictOn(3)]);
    expect((await (await openSource(at)).rest()).at(-1)).toEqual(TOLD);
    expect(await (await openSource(at, 3)).rest()).toEqual([TOLD]);
  });

  it('has nothing more for who comes back with it', async () => {
    await gateway.happen(run());
    await gateway.diagnosed([verdictOn(3)]);
    expect((await openSource(at, '3.diagnosis')).status).toBe(204);
    expect((await openSource(at, 'x.diagnosis')).status).toBe(400);
  });

  it('ends without where none comes', async () => {
    await gateway.happen(run());
    expect((await (await openSource(at)).rest()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('is the only one that gets it', async () => {
    await gateway.happen(run());
    await gateway.diagnosed([verdictOn(3)]);
    const heard = await (await openSource(`${gateway.url}/v1/runs/${runId}/events`)).rest();
    expect(heard.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});

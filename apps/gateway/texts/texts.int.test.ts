import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const runId = runIdNumber(1);

describe('the texts of an event', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  const blob = (text: string) => gateway.blobs.put(runId, text, 'text/plain');
  const textsOf = (sequence: number) => gateway.get(`/v1/runs/${runId}/texts?event=${sequence}`);

  /** A run all of whose texts lie in blobs. */
  async function happened() {
    const [input, answer, result] = await Promise.all([blob('a task'), blob('an answer'), blob('a result')]);
    const gradingRef = await blob('the expected answer');
    const injectedRef = await blob('what was injected');
    const stream = eventStream(runId);
    const brief = { input, documents: [], tools: [] };
    stream.add('RunStarted', startedData({ brief, gradingRef }));
    const turn = recorded(1, { answer: { text: answer, calls: [] } });
    const outcome = { index: 1, status: 'ok', result, startedAt: 1, endedAt: 1, argumentBytes: 0, resultBytes: 8 };
    stream.add('TurnRecorded', {
      ...turn,
      outcomes: [{ ...outcome, status: 'ok' as const }],
      report: { ...turn.report!, injectedRef },
    });
    await gateway.happen(stream.events);
    return { input, answer, result };
  }

  it('are given with the blobs that it refers to, and nothing else that it refers to', async () => {
    const { input, answer, result } = await happened();
    expect((await textsOf(1)).body).toEqual({ texts: [{ blob: input.blob, text: 'a task' }] });
    expect((await textsOf(2)).body).toEqual({
      texts: [
        { blob: answer.blob, text: 'an answer' },
        { blob: result.blob, text: 'a result' },
      ],
    });
  });

  it('are named without text once they have been erased', async () => {
    const { input } = await happened();
    await gateway.blobs.removeRuns([runId]);
    expect((await textsOf(1)).body).toEqual({ texts: [{ blob: input.blob }] });
  });

  it.each([
    [() => `/v1/runs/${runId}/texts?event=3`, 404],
    [() => `/v1/runs/${runIdNumber(2)}/texts?event=1`, 404],
    [() => `/v1/runs/${runId}/texts`, 400],
    [() => `/v1/runs/${runId}/texts?event=0`, 400],
  ])('%s is refused with %i', async (path, status) => {
    await happened();
    expect((await gateway.get(path())).status).toBe(status);
  });
});

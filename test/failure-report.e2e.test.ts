import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { turnIdOf } from '#events';
import { eventStream, recorded, runIdNumber, saying, solo, startedData } from '#read-models/testing';
import { programOf } from '../apps/cli/program.js';
import { quietSession } from '../apps/cli/testing/quiet-session.js';
import { startGateway, type GatewayHarness } from '../apps/gateway/testing/gateway-harness.js';
import { receiveTrace } from '../apps/gateway/testing/receive-trace.js';

/** It gets a sum wrong, which evidence shows. */
function failedRun() {
  const stream = eventStream(runIdNumber(1));
  stream.add('RunStarted', startedData({ comparisonId: 'c1' }));
  const turnId = turnIdOf(solo, 1);
  stream.add('TurnRecorded', recorded(1, { turnId, answer: saying('I add 3 + 4 = 8. My answer is 8.') }));
  stream.add('RunCompleted', { answers: [{ agentId: solo, part: { turnId, index: 0 } }], because: 'answered' });
  stream.add('RunGraded', { grader: 'g', version: '1', passed: false, anyPassed: false, score: 0, perAnswer: [] });
  return stream.events;
}

describe('parley report --json and GET /v1/reports/failures', () => {
  let gateway: GatewayHarness;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.happen(failedRun());
    await receiveTrace(gateway.directory);
  });
  afterAll(() => gateway.close());

  async function printed(...words: readonly string[]): Promise<unknown> {
    const { session, printed: lines } = quietSession();
    await programOf(session).parseAsync(['report', '--json', '--server', gateway.url, ...words], { from: 'user' });
    return JSON.parse(lines.join('\n'));
  }

  it.each([
    ['', [], { runs: 1, failedRuns: 1, cases: [{ mode: 'numerical_drift' }] }],
    ['?comparisonId=c1', ['--comparison', 'c1'], { scope: { comparison: 'c1' }, runs: 1 }],
    ['?family=filings', ['--family', 'filings'], { scope: { family: 'filings' } }],
    ['?received=true', ['--received'], { runs: 1, received: { traces: 1 } }],
  ])('say the same of %s', async (query, words, some) => {
    const { status, body } = await gateway.get(`/v1/reports/failures${query}`);
    expect(status).toBe(200);
    expect(body).toMatchObject(some);
    expect(await printed(...words)).toEqual(body);
  });
});

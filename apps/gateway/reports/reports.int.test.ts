import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JUDGED_BY } from '#diagnosis';
import { turnIdOf, type EventData } from '#events';
import { eventStream, recorded, runIdNumber, solo, startedData } from '#read-models/testing';
import { diagnosisOf } from '#store/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';
import { receiveTrace } from '../testing/receive-trace.js';

const ROUTE = '/v1/reports/failures';

function events(run: number, start: Partial<EventData<'RunStarted'>>, ends = true) {
  const stream = eventStream(runIdNumber(run));
  stream.add('RunStarted', startedData({ comparisonId: `c${run}`, ...start }));
  stream.add('TurnRecorded', recorded(1));
  if (!ends) return stream.events;
  stream.add('RunCompleted', {
    answers: [{ agentId: solo, part: { turnId: turnIdOf(solo, 1), index: 0 } }],
    because: 'answered',
  });
  return stream.events;
}

/** Kept, so that nothing is judged. */
function verdict(run: number) {
  const kept = diagnosisOf({ run, version: JUDGED_BY, upTo: 3 });
  return { ...kept, data: { ...kept.data, architecture: 'single' } };
}

describe('GET /v1/reports/failures', () => {
  let gateway: GatewayHarness;
  beforeAll(async () => {
    gateway = await startGateway();
    const filings = { taskRef: { family: 'filings', seed: 1, index: 0 } };
    await gateway.happen(events(1, filings));
    await gateway.happen(events(2, {}));
    await gateway.happen(events(3, filings, false));
    await gateway.diagnosed([1, 2].map(verdict));
    await receiveTrace(gateway.directory);
  });
  afterAll(() => gateway.close());

  const asked = async (query: string) => (await gateway.get(`${ROUTE}${query}`)).body;

  it('is of the runs that have ended, and of none that goes on', async () => {
    expect(await asked('')).toMatchObject({
      scope: {},
      runs: 2,
      failedRuns: 0,
      groups: [{ architecture: 'single', metrics: { runs: 2, finished: 2 } }],
      cases: [],
    });
  });

  it.each([
    ['?family=filings', { scope: { family: 'filings' }, runs: 1 }],
    ['?comparisonId=c2', { scope: { comparison: 'c2' }, runs: 1 }],
    ['?comparisonId=c3', { runs: 0, groups: [] }],
    ['?architecture=hybrid', { runs: 0, groups: [] }],
    ['?since=9000000000000', { scope: { since: 9_000_000_000_000 }, runs: 0 }],
    ['?limit=1', { runs: 1, cut: 'only the newest 1 runs are reported: narrow by since, family or comparison' }],
  ])('%s is of fewer', async (query, report) => {
    expect(await asked(query)).toMatchObject(report);
  });

  it('is of runs of others where that is asked for', async () => {
    const received = { traces: 1, collecting: 0, withoutRun: 0, gone: 0, services: 1 };
    expect(await asked('?received=true')).toMatchObject({ scope: { received: true }, runs: 1, received });
    expect(await asked('?received=true&service=nobody')).toMatchObject({ runs: 0, received: { traces: 0 } });
  });

  it('is empty where nothing has run', async () => {
    const other = await startGateway();
    const { status, body } = await other.get(ROUTE);
    await other.close();
    expect(status).toBe(200);
    expect(body).toEqual({
      scope: {},
      classifier: [],
      runs: 0,
      rehearsedRuns: 0,
      failedRuns: 0,
      abstained: 0,
      faultsInPassed: 0,
      groups: [],
      causes: [],
      cases: [],
    });
  });

  it.each([
    ['service=shop', 'service', /say received=true too/],
    ['received=true&family=filings', 'family', /narrow received ones with service and since/],
    ['received=true&comparisonId=c1', 'comparisonId', /narrow received ones/],
    ['limit=1001', 'limit', /1000/],
    ['since=yesterday', 'since', /number/],
    ['since=', 'since', /number/],
    ['family=', 'family', /1 character/],
    ['family=filings,crafting', 'family', /one name/],
    ['architecture=centralised', 'architecture', /must be one of centralized, .*single/],
    ['system=x', 'system', /leave it out/],
  ])('refuses %s, and says what would be right', async (query, field, words) => {
    const { status, body } = await gateway.get(`${ROUTE}?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'urn:parley:problem:invalid-request',
      errors: [{ field, message: expect.stringMatching(words) as unknown }],
    });
  });
});

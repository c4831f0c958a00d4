import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asAgentId, turnIdOf, type Content, type EventData, type RunDiagnosis, type RunEvent } from '#events';
import { LogError } from '#event-log';
import { eventStream, recorded, runIdNumber, saying, solo, startedData } from '#read-models/testing';
import { diagnosisOf } from '#store/testing';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const [adder, checker] = [asAgentId('adder'), asAgentId('checker')];
const WRONG = 'I add 3 + 4 = 8. My answer is 8.';

const agentOf = (agentId: typeof adder, model = 'a') => ({
  ...startedData().system.agents[0]!,
  agentId,
  model: { ...startedData().system.agents[0]!.model, model },
});
const team: EventData<'RunStarted'>['system'] = {
  ...startedData().system,
  architecture: 'decentralized',
  agents: [agentOf(adder), agentOf(checker)],
};

interface TeamRun extends Partial<EventData<'RunStarted'>> {
  readonly run?: number;
  readonly words?: Content;
  readonly ends?: boolean;
}

/** Two agents add: the first gets it wrong and says so to the second, who agrees. */
function teamRun({ run = 1, words = WRONG, ends = true, ...start }: TeamRun = {}): readonly RunEvent[] {
  const stream = eventStream(runIdNumber(run));
  stream.add('RunStarted', startedData({ system: team, comparisonId: `c${run}`, ...start }));
  const [first, second] = [turnIdOf(adder, 1), turnIdOf(checker, 1)];
  const call = { name: 'calculator', arguments: '{"expression":"3"}', effect: 'read', approval: 'never' } as const;
  const outcome = {
    index: 1,
    status: 'ok',
    result: '3',
    startedAt: 1,
    endedAt: 2,
    argumentBytes: 1,
    resultBytes: 1,
  } as const;
  stream.add(
    'TurnRecorded',
    recorded(1, { turnId: first, answer: { text: words, calls: [call] }, outcomes: [outcome] }),
  );
  stream.add('MessageSent', {
    from: adder,
    to: [checker],
    kind: 'debate',
    round: 1,
    part: { turnId: first, index: 0 },
  });
  stream.add('TurnRecorded', recorded(1, { turnId: second, answer: saying('I agree that it is 8.') }));
  if (!ends) return stream.events;
  stream.add('RunCompleted', {
    answers: [{ agentId: checker, part: { turnId: second, index: 0 } }],
    because: 'answered',
  });
  stream.add('RunGraded', {
    grader: 'g',
    version: '1',
    passed: false,
    anyPassed: false,
    score: 0,
    perAnswer: [],
  });
  return stream.events;
}

function singleRun(run: number, start: Partial<EventData<'RunStarted'>> = {}, ends = true): readonly RunEvent[] {
  const stream = eventStream(runIdNumber(run));
  stream.add('RunStarted', startedData({ comparisonId: `c${run}`, ...start }));
  stream.add('TurnRecorded', recorded(1));
  if (ends)
    stream.add('RunCompleted', {
      answers: [{ agentId: solo, part: { turnId: turnIdOf(solo, 1), index: 0 } }],
      because: 'answered',
    });
  return stream.events;
}

describe('the diagnosis of a run', () => {
  let gateway: GatewayHarness;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const shown = async (run = 1) => (await gateway.get(`/v1/runs/${runIdNumber(run)}/diagnosis`)).body;

  it('names class, agent, step, turn and event, with quotes and where they stand', async () => {
    await gateway.happen(teamRun());
    expect(await shown()).toMatchObject({
      id: `${runIdNumber(1)}:${CLASSIFIER_VERSION}`,
      version: CLASSIFIER_VERSION,
      upTo: 6,
      partial: false,
      label: 'numerical_drift',
      agent: 'adder',
      step: 0,
      sequence: 2,
      turnId: turnIdOf(adder, 1),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
      evidence: [{ agent: 'adder', kind: 'turn', step: 0, sequence: 2, quote: WRONG }],
      facts: { outcome: 'failed', turns: 2, messages: 1, density: { value: 0.5 }, tokens: { value: 220 } },
    });
    expect((await shown())['facts']).toMatchObject({ redundancy: { method: 'tf-idf-cosine' } });
  });

  it('says the same whenever it is asked, also of a server that was started anew', async () => {
    const [once, again] = await Promise.all([shown(), shown()]);
    const other = await startGateway();
    await other.happen(teamRun());
    const elsewhere = (await other.get(`/v1/runs/${runIdNumber(1)}/diagnosis`)).body;
    await other.close();
    expect([again, elsewhere]).toEqual([once, once]);
  });

  it('is partial while the run goes on, and another when more has happened', async () => {
    const whole = teamRun({ run: 3 });
    await gateway.happen(teamRun({ run: 3, ends: false }));
    expect(await shown(3)).toMatchObject({ partial: true, upTo: 4, facts: { outcome: 'open' } });
    await gateway.happen(whole.slice(4));
    expect(await shown(3)).toMatchObject({ partial: false, upTo: 6, facts: { outcome: 'failed' } });
  });

  it('reads texts that lie in blobs, and does without those that have been erased', async () => {
    const words = await gateway.blobs.put(runIdNumber(4), WRONG, 'text/plain');
    await gateway.happen(teamRun({ run: 4, words }));
    expect(await shown(4)).toMatchObject({ label: 'numerical_drift', evidence: [{ quote: WRONG }] });
    const other = await gateway.blobs.put(runIdNumber(5), WRONG, 'text/plain');
    await gateway.happen(teamRun({ run: 5, words: other }));
    await gateway.blobs.removeRuns([runIdNumber(5)]);
    expect(await shown(5)).toMatchObject({
      evidence: [],
      facts: { turns: 2, redundancy: { reason: 'only one agent spoke' } },
    });
  });

  it('compares with single agents that did the same task', async () => {
    await gateway.happen(teamRun({ run: 6 }));
    expect((await shown(6))['baseline']).toBe('none');
    await gateway.happen(singleRun(7, { comparisonId: 'c6' }));
    expect((await shown(6))['baseline']).toEqual({
      kind: 'paired',
      runIds: [runIdNumber(7)],
      overheadPercent: { value: 100 },
      regime: 'between',
      tokenRatio: { value: 2 },
    });
  });

  it('compares with those that can be read, where the records of others are damaged', async () => {
    const unreadable = new LogError('unreadable', `run ${runIdNumber(7)} cannot be restored`);
    const damaged = await startGateway({
      history: (history) => ({
        openRuns: (partition) => history.openRuns(partition),
        eventsOf: (run, options) =>
          run === runIdNumber(7) ? Promise.reject(unreadable) : history.eventsOf(run, options),
      }),
    });
    await damaged.happen(teamRun({ run: 6 }));
    for (const run of [7, 8]) await damaged.happen(singleRun(run, { comparisonId: 'c6' }));
    const { body } = await damaged.get(`/v1/runs/${runIdNumber(6)}/diagnosis`);
    expect(body['baseline']).toMatchObject({ kind: 'paired', runIds: [runIdNumber(8)] });
    await damaged.close();
  });

  it('compares with the history of the family where nobody did the same task, and with the task as soon as somebody has', async () => {
    const ref = (index: number) => ({ taskRef: { family: 'filings', seed: 1, index } });
    await gateway.happen(teamRun({ run: 40, ...ref(1) }));
    await gateway.happen(singleRun(41, { ...ref(2), taskHash: 'c'.repeat(64), comparisonId: 'another' }));
    expect((await shown(40))['baseline']).toMatchObject({ kind: 'family', runIds: [runIdNumber(41)] });
    await gateway.happen(singleRun(42, { ...ref(1), comparisonId: 'c40' }));
    expect((await shown(40))['baseline']).toMatchObject({ kind: 'paired', runIds: [runIdNumber(42)] });
  });

  it('finds a single agent by its model behind many newer ones by another', async () => {
    const ref = (index: number) => ({ taskRef: { family: 'workplace', seed: 1, index }, taskHash: 'd'.repeat(64) });
    const others = { ...startedData().system, agents: [agentOf(solo, 'b')] };
    await gateway.happen(teamRun({ run: 50, ...ref(1), taskHash: 'e'.repeat(64) }));
    await gateway.happen(singleRun(51, ref(2)));
    for (let run = 52; run < 52 + 25; run++) await gateway.happen(singleRun(run, { ...ref(3), system: others }));
    expect((await shown(50))['baseline']).toMatchObject({ kind: 'family', runIds: [runIdNumber(51)] });
  });

  it.each([
    [10, 'is of another task', singleRun(20, { comparisonId: 'c10', taskHash: 'b'.repeat(64) })],
    [11, 'is of another comparison', singleRun(21, { comparisonId: 'another' })],
    [12, 'was rehearsed', singleRun(22, { comparisonId: 'c12', rehearsed: true })],
    [
      13,
      'used another model',
      singleRun(23, { comparisonId: 'c13', system: { ...startedData().system, agents: [agentOf(solo, 'b')] } }),
    ],
    [14, 'has not ended', singleRun(24, { comparisonId: 'c14' }, false)],
  ])('(run %i) compares with none where the single run %s', async (run, _what, other) => {
    await gateway.happen(teamRun({ run }));
    await gateway.happen(other);
    expect((await shown(run))['baseline']).toBe('none');
  });

  describe('that was kept', () => {
    const settled = (run: number, version: string, upTo: number): RunDiagnosis => {
      const kept = diagnosisOf({ run, version, upTo });
      return { ...kept, data: { ...kept.data, label: 'other' } };
    };
    const asked = (run: number, version: string) =>
      gateway.get(`/v1/runs/${runIdNumber(run)}/diagnosis?version=${version}`);

    it('is told as it was given, with what the run took by now', async () => {
      await gateway.happen(teamRun({ run: 30 }));
      await gateway.diagnosed([settled(30, CLASSIFIER_VERSION, 6)]);
      expect(await shown(30)).toMatchObject({
        label: 'other',
        upTo: 6,
        versions: [CLASSIFIER_VERSION],
        facts: { outcome: 'failed', turns: 2 },
      });
    });

    it('is made anew where it has not seen the last word of the run', async () => {
      await gateway.happen(teamRun({ run: 31 }));
      await gateway.diagnosed([settled(31, CLASSIFIER_VERSION, 5)]);
      expect(await shown(31)).toMatchObject({ label: 'numerical_drift', upTo: 6 });
    });

    it('stays readable when a better classifier has said something else', async () => {
      await gateway.happen(teamRun({ run: 32 }));
      await gateway.diagnosed([settled(32, '0.9', 6)]);
      expect(await shown(32)).toMatchObject({ label: 'numerical_drift', versions: ['0.9'] });
      expect((await asked(32, '0.9')).body).toMatchObject({ id: `${runIdNumber(32)}:0.9`, label: 'other' });
      const { status, body } = await asked(32, 'never');
      expect([status, body['detail']]).toEqual([404, expect.stringContaining(`ask for ${CLASSIFIER_VERSION} or 0.9`)]);
    });
  });

  it('is refused for runs that nobody has started', async () => {
    expect((await gateway.get(`/v1/runs/${runIdNumber(9)}/diagnosis`)).status).toBe(404);
    const task = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };
    const { runId } = (await gateway.post('/v1/runs', task)).body as { runId: string };
    const { status, body } = await gateway.get(`/v1/runs/${runId}/diagnosis`);
    expect([status, body['detail']]).toEqual([404, expect.stringContaining('has not started')]);
  });
});

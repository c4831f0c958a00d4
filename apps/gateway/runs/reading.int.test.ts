import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogError } from '#event-log';
import { asAgentId, callIdOf, approvalIdOf, type Answer } from '#events';
import { eventStream, recorded, runIdNumber, saying, solo, soloTurn, startedData } from '#read-models/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const runId = runIdNumber(1);
const submitted = (answer: string): Answer => ({
  text: 'I am done.',
  calls: [
    {
      name: 'submit_answer',
      arguments: JSON.stringify({ answer, explanation: 'because' }),
      effect: 'control',
      approval: 'never',
    },
  ],
});

/** A run that told somebody something and answered. */
function finished(n = 1, labels: Record<string, string> = {}) {
  const stream = eventStream(runIdNumber(n));
  stream.add(
    'RunStarted',
    startedData({ labels, comparisonId: `c${n}`, taskRef: { family: 'filings', seed: 1, index: n } }),
  );
  stream.add('TurnRecorded', recorded(1, { answer: saying('Look at page 3.') }));
  const part = { turnId: soloTurn(1), index: 0, maxChars: 7 };
  stream.add('MessageSent', { from: solo, to: [asAgentId('other')], kind: 'report', round: 1, part });
  stream.add('TurnRecorded', recorded(2, { answer: submitted('42') }));
  const answers = [{ agentId: solo, part: { turnId: soloTurn(2), index: 1 } }];
  stream.add('RunCompleted', { answers, because: 'answered' });
  return stream;
}

describe('the gateway shows', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('a run with its outcome, its answers in words, its agents and what they spent', async () => {
    await gateway.happen(finished(1, { team: 'red' }).events);
    const { status, body } = await gateway.get(`/v1/runs/${runId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      runId,
      status: 'completed',
      sequence: 5,
      rehearsed: false,
      parked: false,
      labels: { team: 'red' },
      seed: 7,
      outcome: { because: 'answered' },
      answers: [{ agentId: 'solo', text: '42' }],
      totals: { turns: 2, messages: 1, spend: { recorded: { attempts: 2, input: 200 }, failed: { attempts: 0 } } },
      agents: [{ agentId: 'solo', role: 'solo', turns: 2 }],
    });
    expect(body).not.toHaveProperty('graded');
  });

  it('runs newest first, filtered, page by page', async () => {
    await gateway.happen([1, 2, 3].flatMap((n) => finished(n, { shift: n === 2 ? 'late' : 'early' }).events));
    const idsAt = async (query: string) => {
      const { body } = await gateway.get(`/v1/runs?${query}`);
      return { ids: (body['runs'] as { runId: string }[]).map((run) => run.runId), next: body['next'] };
    };
    expect((await idsAt('label=shift:early')).ids).toEqual([3, 1].map(runIdNumber));
    expect((await idsAt('comparisonId=c2&status=completed&family=filings&architecture=single')).ids).toEqual([
      runIdNumber(2),
    ]);
    const first = await idsAt('limit=2');
    expect(first).toEqual({ ids: [3, 2].map(runIdNumber), next: runIdNumber(2) });
    expect(await idsAt(`limit=2&cursor=${runIdNumber(2)}`)).toEqual({ ids: [runIdNumber(1)], next: undefined });
  });

  it('messages as their readers see them', async () => {
    await gateway.happen(finished().events);
    const { body } = await gateway.get(`/v1/runs/${runId}/messages`);
    expect(body['messages']).toMatchObject([
      { sequence: 3, from: 'solo', to: ['other'], kind: 'report', text: 'Look at…' },
    ]);
  });

  it('texts that lie in blobs, and leaves out what has been erased', async () => {
    const ref = await gateway.blobs.put(runId, 'a long story', 'text/plain');
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('TurnRecorded', recorded(1, { answer: { text: ref, calls: [] } }));
    const part = { turnId: soloTurn(1), index: 0 };
    stream.add('MessageSent', { from: solo, to: [asAgentId('other')], kind: 'report', round: 1, part });
    stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
    await gateway.happen(stream.events);
    const shown = async () => [
      (await gateway.get(`/v1/runs/${runId}`)).body['answers'],
      (await gateway.get(`/v1/runs/${runId}/messages`)).body['messages'],
    ];
    expect(await shown()).toMatchObject([[{ text: 'a long story' }], [{ text: 'a long story' }]]);
    await gateway.blobs.removeRuns([runId]);
    for (const [item] of (await shown()) as [object][]) expect(item).not.toHaveProperty('text');
  });

  it('which text is damaged, and what to do', async () => {
    const ref = await gateway.blobs.put(runId, 'a long story', 'text/plain');
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('TurnRecorded', recorded(1, { answer: { text: ref, calls: [] } }));
    const answers = [{ agentId: solo, part: { turnId: soloTurn(1), index: 0 } }];
    stream.add('RunCompleted', { answers, because: 'answered' });
    await gateway.happen(stream.events);
    await writeFile(path.join(gateway.directory, 'blobs', runId.slice(-2), runId, ref.blob), 'another story');
    const { status, body } = await gateway.get(`/v1/runs/${runId}`);
    expect({ status, body }).toMatchObject({ status: 500, body: { type: 'urn:parley:problem:damaged' } });
    expect(body['detail']).toMatch(new RegExp(`${runId}/${ref.blob}.*restore`));
  });

  it('which run is damaged, and what to do', async () => {
    const unreadable = new LogError('unreadable', `run ${runId} cannot be restored; restore log.db from a copy`);
    const damaged = await startGateway({
      history: (history) => Object.assign(history, { eventsOf: () => Promise.reject(unreadable) }),
    });
    await damaged.happen(finished().events);
    const { status, body } = await damaged.get(`/v1/runs/${runId}/events`);
    expect({ status, body }).toMatchObject({ status: 500, body: { type: 'urn:parley:problem:damaged' } });
    expect(body['detail']).toMatch(new RegExp(`${runId}.*restore log.db`));
    await damaged.close();
  });

  it('events page by page as CloudEvents', async () => {
    const { events } = finished();
    await gateway.happen(events);
    const first = await gateway.get(`/v1/runs/${runId}/events?limit=3`);
    expect(first.body).toMatchObject({ next: 4, events: [{ sequence: 1, type: 'parley.run-started.v1' }, {}, {}] });
    const rest = await gateway.get(`/v1/runs/${runId}/events?from=4`);
    expect(rest.body).toMatchObject({
      next: 6,
      events: [{}, { id: `${runId}:5`, specversion: '1.0', subject: runId, data: { because: 'answered' } }],
    });
    expect((await gateway.get(`/v1/runs/${runId}/events?from=6`)).body).toEqual({ events: [], next: 6 });
  });

  it('architectures, presets, families and tools', async () => {
    const systems = await gateway.get('/v1/systems');
    const names = (systems.body['architectures'] as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['single', 'independent', 'centralized', 'decentralized', 'hybrid']));
    const preset = { name: 'openai-low-leads-high-centralized', source: 'ours' };
    expect(systems.body['presets']).toContainEqual(expect.objectContaining(preset));
    const { body } = await gateway.get('/v1/tasks');
    expect(body['families']).toContainEqual(expect.objectContaining({ name: 'filings' }));
    expect(body['tools']).toContainEqual(expect.objectContaining({ name: 'calculator', effect: 'read' }));
  });

  it('no run that nobody has started', async () => {
    for (const path of ['', '/messages', '/events']) {
      const answer = await gateway.get(`/v1/runs/${runId}${path}`);
      expect(answer).toMatchObject({ status: 404, body: { type: 'urn:parley:problem:run-unknown' } });
    }
  });
});

describe('the gateway sends', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it.each([
    ['cancel', 'CancelRun', { reason: 'enough' }],
    ['pause', 'PauseRun', {}],
    ['resume', 'ResumeRun', {}],
  ])('%s to a run that has not ended', async (verb, type, data) => {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    await gateway.happen(stream.events);
    const { status, body } = await gateway.post(`/v1/runs/${runId}/${verb}`, data);
    expect(status).toBe(202);
    expect(await gateway.commands()).toMatchObject([{ type, runId, id: body['commandId'], data, actor: 'anonymous' }]);
  });

  it.each(['cancel', 'pause'])('no reason of more than 2,000 characters: %s', async (verb) => {
    const { status, body } = await gateway.post(`/v1/runs/${runId}/${verb}`, { reason: 'x'.repeat(2_001) });
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
  });

  it.each([
    ['reason', 2_001],
    ['result', 16_385],
  ])('no decision whose %s is longer than the log keeps', async (field, length) => {
    const approvalId = approvalIdOf(callIdOf(soloTurn(1), 1), 1);
    const said = { runId, approvalId, decision: 'happened', [field]: 'x'.repeat(length) };
    const { status, body } = await gateway.post('/v1/approvals', said);
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('to a run that is accepted and not yet projected, without a body', async () => {
    const task = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };
    const { body } = await gateway.post('/v1/runs', task);
    const response = await fetch(`${gateway.url}/v1/runs/${String(body['runId'])}/cancel`, { method: 'POST' });
    expect(response.status).toBe(202);
    expect(await gateway.commands()).toMatchObject([{ type: 'StartRun' }, { type: 'CancelRun', data: {} }]);
  });

  it('nothing to a run that has ended, or that nobody has started', async () => {
    await gateway.happen(finished().events);
    const ended = await gateway.post(`/v1/runs/${runId}/pause`, {});
    expect(ended).toMatchObject({ status: 409, body: { type: 'urn:parley:problem:run-ended' } });
    expect(await gateway.post(`/v1/runs/${runIdNumber(9)}/pause`, {})).toMatchObject({ status: 404 });
    expect(await gateway.commands()).toEqual([]);
  });

  it('a person’s decision about an approval', async () => {
    const callId = callIdOf(soloTurn(1), 1);
    const approvalId = approvalIdOf(callId, 1);
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('ApprovalRequested', { approvalId, kind: 'before_call', turnId: soloTurn(1), callId, expiresAt: 9 });
    await gateway.happen(stream.events);
    const listed = await gateway.get('/v1/approvals?status=open');
    expect(listed.body).toMatchObject({ approvals: [{ runId, approvalId, kind: 'before_call', status: 'open' }] });
    const data = { approvalId, decision: 'reject', reason: 'too dear' };
    expect(await gateway.post('/v1/approvals', { runId, ...data })).toMatchObject({ status: 202 });
    expect(await gateway.commands()).toMatchObject([{ type: 'ResolveApproval', runId, data }]);
    const long = await gateway.post('/v1/approvals', { runId, ...data, result: 'x'.repeat(16_385) });
    expect(long).toMatchObject({ status: 400, body: { errors: [{ field: 'result' }] } });
    const wrong = await gateway.post('/v1/approvals', { runId, approvalId, decision: 'maybe' });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'decision' }] } });
  });
});

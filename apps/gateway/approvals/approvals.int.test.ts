import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { approvalIdOf, callIdOf, encode, type Content } from '#events';
import { eventStream, reportOf, runIdNumber, soloTurn, startedData } from '#read-models/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const runId = runIdNumber(1);
const turnId = soloTurn(1);
const callId = callIdOf(turnId, 1);
const approvalId = approvalIdOf(callId, 1);

describe('an approval', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());
  const shown = () => gateway.get(`/v1/approvals/${runId}/${approvalId}`);

  /** A run that has begun to pay, and lost the worker that did. */
  async function inDoubt(written: Content = '{"to":"ann"}') {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    const call = { name: 'pay', arguments: written, effect: 'once', approval: 'never' } as const;
    const answer = { text: '', calls: [call] };
    stream.add('TurnAnswered', { turnId, attempt: 1, answer, controls: [], report: reportOf() });
    const started = stream.add('ToolCallStarted', { turnId, callId, claim: 'c1', worker: 'w1' });
    stream.add('ApprovalRequested', { approvalId, kind: 'in_doubt', turnId, callId, expiresAt: 9 });
    await gateway.happen(stream.events);
    return { stream, started };
  }

  it('shows what the tool was given and who has begun to call it', async () => {
    const { started } = await inDoubt();
    const { status, body } = await shown();
    expect(status).toBe(200);
    expect(body).toMatchObject({ runId, approvalId, kind: 'in_doubt', status: 'open', expiresAt: 9 });
    expect(body['call']).toEqual({
      tool: 'pay',
      arguments: '{"to":"ann"}',
      effect: 'once',
      approval: 'never',
      started: { at: started.time, worker: 'w1', claim: 'c1' },
    });
  });

  it('shows arguments that lie in a blob, until they are erased', async () => {
    await inDoubt(await gateway.blobs.put(runId, 'long', 'text/plain'));
    expect((await shown()).body).toHaveProperty('call.arguments', 'long');
    await gateway.blobs.removeRuns([runId]);
    expect((await shown()).body['call']).not.toHaveProperty('arguments');
  });

  it('shows who decided, why, and what was said to have come of the call', async () => {
    const { stream } = await inDoubt();
    const earlier = stream.events.length;
    stream.add('ApprovalResolved', { approvalId, decision: 'happened', reason: 'seen' }, { actor: 'ann' });
    const outcome = { index: 1, status: 'ok', result: 'paid', startedAt: 1, endedAt: 1 } as const;
    stream.add('ToolCallRecorded', { turnId, callId, outcome: { ...outcome, argumentBytes: 1, resultBytes: 4 } });
    await gateway.happen(stream.events.slice(earlier));
    const { body } = await shown();
    expect(body).toMatchObject({ status: 'resolved', decision: 'happened', actor: 'ann', reason: 'seen' });
    expect(body['call']).toMatchObject({ recorded: { status: 'ok', result: 'paid', late: false } });
  });

  it('is there at once, before it is in the list', async () => {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('ApprovalRequested', { approvalId, kind: 'before_call', turnId, callId, expiresAt: 9 });
    await gateway.publish(stream.events);
    expect((await shown()).body).toMatchObject({ runId, approvalId, status: 'open' });
  });

  it.each([
    ['answered', { type: 'ApprovalResolved', data: { approvalId, decision: 'fail', reason: 'lost' } }],
    ['void', { type: 'RunCancelled', data: {} }],
  ] as const)('that is %s reads as it does in the list', async (_status, { type, data }) => {
    const { stream } = await inDoubt();
    stream.add(type, data, { actor: 'ann' });
    await gateway.happen(stream.events.slice(-1));
    const { body: list } = await gateway.get('/v1/approvals');
    const { call, ...view } = (await shown()).body;
    expect(call).toBeDefined();
    expect(list).toEqual({ approvals: [view] });
  });

  it('that nobody has asked for is not there', async () => {
    await inDoubt();
    const other = await gateway.get(`/v1/approvals/${runId}/${approvalIdOf(callId, 2)}`);
    expect(other).toMatchObject({ status: 404, body: { errors: [{ field: 'approvalId' }] } });
    expect((await gateway.get(`/v1/approvals/${runId}/nonsense`)).status).toBe(400);
  });

  const answers = { runId, approvalId, decision: 'happened' };
  it.each([
    ['who decides as they say', { actor: 'Ann (ops) ü' }, 'Ann (ops) ü'],
    ['nobody where nobody is named', {}, 'anonymous'],
  ])('is answered in the name of %s', async (_who, actor, expected) => {
    await inDoubt();
    expect((await gateway.post('/v1/approvals', { ...answers, ...actor })).status).toBe(202);
    const [command] = await gateway.commands();
    expect(command).toMatchObject({ actor: expected, data: { approvalId, decision: 'happened' } });
    expect(encode(command!).headers['ce_actor']).toBe(expected);
  });

  it.each(['', 'two\nlines', 'x'.repeat(201)])('is not answered in the name of %j', async (actor) => {
    await inDoubt();
    const answer = await gateway.post('/v1/approvals', { ...answers, actor });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'actor' }] } });
  });
});

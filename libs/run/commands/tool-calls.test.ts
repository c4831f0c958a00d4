import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  cancelRun,
  doubtToolCall,
  fireTimer,
  given,
  recordAnswer,
  recordToolResult,
  resolveApproval,
  startRun,
  startToolCall,
  T0,
} from '#run/testing';

const answered = given(startRun(), recordAnswer('solo.1', answerOf('Now.', callTo('once'), callTo('idempotent'))));
const claimed = answered.when(startToolCall('solo.1.1', 'a'));

describe('StartToolCall', () => {
  it('gives the call to the first claim', () => {
    claimed.leadsTo(['ToolCallStarted', { callId: 'solo.1.1', claim: 'a', worker: 'worker-a' }]);
    claimed.when(startToolCall('solo.1.1', 'b')).leadsTo();
  });

  it('is for calls alone that must not be repeated and may be made', () => {
    answered.when(startToolCall('solo.1.2', 'a')).leadsTo();
    answered.when(startToolCall('solo.1.3', 'a')).leadsTo();
    answered.when(startToolCall('solo.2.1', 'a')).leadsTo();
    given(startRun(), recordAnswer('solo.1', answerOf('May I?', callTo('once', 'always'))))
      .when(startToolCall('solo.1.1', 'a'))
      .leadsTo();
  });
});

describe('RecordToolResult', () => {
  it('closes the turn with the last result', () => {
    claimed
      .when(recordToolResult('solo.1.1', { claim: 'a' }))
      .leadsTo(['ToolCallRecorded', { callId: 'solo.1.1', outcome: { index: 1, status: 'ok' } }])
      .when(recordToolResult('solo.1.2'))
      .leadsTo(
        ['ToolCallRecorded', { callId: 'solo.1.2' }],
        ['TurnRecorded', { answer: { answeredAt: 3 }, endsActivation: false }],
        ['TurnRequested', { turnId: 'solo.2', context: { upTo: 7 } }],
      );
  });

  it('is accepted once', () => {
    answered.when(recordToolResult('solo.1.2'), recordToolResult('solo.1.2')).leadsTo();
  });

  it('is taken from the claim alone that was accepted', () => {
    answered.when(recordToolResult('solo.1.1', { claim: 'a' })).leadsTo();
    claimed.when(recordToolResult('solo.1.1', { claim: 'b' })).leadsTo();
    claimed.when(recordToolResult('solo.1.1')).leadsTo();
  });

  it('waits for leave', () => {
    given(startRun(), recordAnswer('solo.1', answerOf('May I?', callTo('read', 'always'))))
      .when(recordToolResult('solo.1.1'))
      .leadsTo();
  });

  it('is ignored for calls that are not known', () => {
    answered.when(recordToolResult('solo.1.3')).leadsTo();
    given(startRun()).when(recordToolResult('solo.1.1')).leadsTo();
  });

  it('answers the question whether the call took effect', () => {
    claimed
      .when(doubtToolCall('solo.1.1', 'a'), recordToolResult('solo.1.1', { claim: 'a' }))
      .leadsTo(['ApprovalResolved', { approvalId: 'solo.1.1.1', decision: 'happened' }], ['ToolCallRecorded']);
  });

  it('is kept after the end for a call that was started, once', () => {
    const ended = claimed.when(cancelRun());
    ended.when(recordToolResult('solo.1.1', { claim: 'b' })).leadsTo();
    ended.when(recordToolResult('solo.1.2')).leadsTo();
    ended
      .when(recordToolResult('solo.1.1', { claim: 'a' }))
      .leadsTo(['ToolCallRecorded', { callId: 'solo.1.1', late: true }])
      .when(recordToolResult('solo.1.1', { claim: 'a' }))
      .leadsTo();
  });
});

describe('DoubtToolCall', () => {
  it('asks a person about a claim without a result, once', () => {
    const doubted = claimed.when(doubtToolCall('solo.1.1', 'a'));
    doubted.leadsTo(['ApprovalRequested', { approvalId: 'solo.1.1.1', kind: 'in_doubt', callId: 'solo.1.1' }]);
    doubted.when(doubtToolCall('solo.1.1', 'a')).leadsTo();
  });

  it('is about the claim that was accepted', () => {
    claimed.when(doubtToolCall('solo.1.1', 'b')).leadsTo();
    answered.when(doubtToolCall('solo.1.1', 'a')).leadsTo();
    answered.when(doubtToolCall('solo.2.1', 'a')).leadsTo();
  });

  it('asks again about the next claim', () => {
    claimed
      .when(
        doubtToolCall('solo.1.1', 'a'),
        resolveApproval('solo.1.1.1', 'not_happened'),
        startToolCall('solo.1.1', 'b'),
        doubtToolCall('solo.1.1', 'b'),
      )
      .leadsTo(['ApprovalRequested', { approvalId: 'solo.1.1.2' }]);
  });

  it('is what the deadline says about a started call', () => {
    const late = claimed.when(fireTimer('deadline:solo.1:1', T0 + 60_000));
    late.leadsTo(['ApprovalRequested', { approvalId: 'solo.1.1.1', kind: 'in_doubt' }]);
    expect(late.state.status).toBe('running');
  });
});

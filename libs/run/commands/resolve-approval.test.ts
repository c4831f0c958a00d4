import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  doubtToolCall,
  fireTimer,
  given,
  LIMITS,
  pauseRun,
  recordAnswer,
  recordToolResult,
  resolveApproval,
  startRun,
  startToolCall,
  T0,
} from '#run/testing';
import { timersOf } from '../index.js';

const held = given(startRun(), { ...recordAnswer('solo.1', answerOf('May I?', callTo('once', 'always'))), at: T0 });
const both = given(startRun(), {
  ...recordAnswer('solo.1', answerOf('May I?', callTo('idempotent', 'always'), callTo('idempotent', 'always'))),
  at: T0 + 10_000,
});
const doubted = given(
  startRun(),
  recordAnswer('solo.1', answerOf('Now.', callTo('once'))),
  startToolCall('solo.1.1', 'a'),
  doubtToolCall('solo.1.1', 'a'),
);

describe('ResolveApproval of a call that needs leave', () => {
  it('lets the call be made, with a new deadline', () => {
    const approved = held.when({
      ...resolveApproval('solo.1.1.1', 'approve', { reason: 'fine' }),
      at: T0 + 5,
      actor: 'user:ann',
    });
    approved.leadsTo(
      ['ApprovalResolved', { approvalId: 'solo.1.1.1', decision: 'approve', reason: 'fine' }],
      ['TurnResumed', { callId: 'solo.1.1', approvalId: 'solo.1.1.1', deadline: T0 + 5 + LIMITS.turnTimeoutMs }],
    );
    expect(approved.latest[0]?.actor).toBe('user:ann');
    approved.when(startToolCall('solo.1.1', 'a')).leadsTo(['ToolCallStarted']);
  });

  it('tells the model that the call was rejected, and why', () => {
    held
      .when(resolveApproval('solo.1.1.1', 'reject', { reason: 'too dear' }))
      .leadsTo(
        ['ApprovalResolved', { decision: 'reject' }],
        [
          'ToolCallRecorded',
          { outcome: { status: 'rejected', result: 'This call was not approved: too dear', argumentBytes: 7 } },
        ],
        ['TurnRecorded'],
        ['TurnRequested'],
      );
    held
      .when(resolveApproval('solo.1.1.1', 'reject'))
      .leadsTo(
        ['ApprovalResolved'],
        ['ToolCallRecorded', { outcome: { result: 'This call was not approved.' } }],
        ['TurnRecorded'],
        ['TurnRequested'],
      );
  });

  it('is accepted while the run is paused', () => {
    held.when(pauseRun(), resolveApproval('solo.1.1.1', 'approve')).leadsTo(['ApprovalResolved'], ['TurnResumed']);
  });
});

describe('ResolveApproval of a call in doubt', () => {
  it('takes what a person says that it returned', () => {
    doubted
      .when(resolveApproval('solo.1.1.1', 'happened', { result: 'order 7' }))
      .leadsTo(
        ['ApprovalResolved', { decision: 'happened', result: 'order 7' }],
        ['ToolCallRecorded', { outcome: { status: 'ok', result: 'order 7', resultBytes: 7 } }],
        ['TurnRecorded'],
        ['TurnRequested'],
      );
    const { latest } = doubted.when(resolveApproval('solo.1.1.1', 'happened'));
    expect(latest[1]).toMatchObject({ data: { outcome: { result: expect.stringContaining('not known') } } });
  });

  it('lets the call be claimed again, and hears the old claim no more', () => {
    const resumed = doubted.when(resolveApproval('solo.1.1.1', 'not_happened'));
    resumed.leadsTo(['ApprovalResolved'], ['TurnResumed', { callId: 'solo.1.1' }]);
    resumed.when(recordToolResult('solo.1.1', { claim: 'a' })).leadsTo();
    resumed.when(startToolCall('solo.1.1', 'b')).leadsTo(['ToolCallStarted', { claim: 'b' }]);
  });

  it('leaves all the time that a turn has for the calls behind it, though its own had passed', () => {
    const [passed, answered] = [T0 + LIMITS.turnTimeoutMs, T0 + 5 * LIMITS.turnTimeoutMs];
    const { state } = given(
      startRun(),
      { ...recordAnswer('solo.1', answerOf('Now.', callTo('once'), callTo('idempotent'))), at: T0 },
      { ...startToolCall('solo.1.1', 'a'), at: T0 + 1 },
      fireTimer('deadline:solo.1:1', passed),
      { ...resolveApproval('solo.1.1.1', 'happened'), at: answered },
    );
    expect(timersOf(state)).toEqual([{ timerId: 'deadline:solo.1:1', dueAt: answered + LIMITS.turnTimeoutMs }]);
  });

  it('fails the turn for good', () => {
    doubted
      .when(resolveApproval('solo.1.1.1', 'fail'))
      .leadsTo(
        ['ApprovalResolved', { decision: 'fail' }],
        ['TurnFailed', { error: { code: 'approval_failed', retryable: false }, next: 'final' }],
        ['RunFailed', { code: 'nobody_left' }],
      );
  });
});

describe('ResolveApproval that cannot be accepted', () => {
  it('is refused for a question that is not open', () => {
    held.when(resolveApproval('solo.1.1.2', 'approve')).leadsTo(['CommandRejected', { code: 'approval_not_open' }]);
    held
      .when(resolveApproval('solo.1.1.1', 'approve'), resolveApproval('solo.1.1.1', 'reject'))
      .leadsTo(['CommandRejected', { command: 'ResolveApproval', code: 'approval_not_open' }]);
  });

  it('is refused when it answers another kind of question', () => {
    const { latest } = held.when(resolveApproval('solo.1.1.1', 'happened'));
    expect(latest).toMatchObject([
      { data: { code: 'decision_not_allowed', message: expect.stringContaining('approve, reject') } },
    ]);
    doubted
      .when(resolveApproval('solo.1.1.1', 'approve'))
      .leadsTo(['CommandRejected', { code: 'decision_not_allowed' }]);
  });

  it('is decided once, however often the log repeats it', () => {
    const approve = { ...resolveApproval('solo.1.1.1', 'approve'), number: 50 };
    held.when(approve, approve).leadsTo();
  });
});

describe('a call that was started while another one waits for leave', () => {
  const calls = answerOf('Now.', callTo('once'), callTo('idempotent', 'always'));
  const claimed = given(
    startRun(),
    { ...recordAnswer('solo.1', calls), at: T0 },
    { ...startToolCall('solo.1.1', 'a'), at: T0 + 20_000 },
  );
  const deadline = T0 + 20_000 + LIMITS.turnTimeoutMs;
  const asked = claimed.when(fireTimer('deadline:solo.1:1', deadline));

  it('has its deadline, which has stood still until then', () => {
    expect(timersOf(claimed.state)).toEqual([{ timerId: 'deadline:solo.1:1', dueAt: deadline }]);
    const { state } = claimed.when({ ...recordToolResult('solo.1.1', { claim: 'a' }), at: T0 + 30_000 });
    expect(timersOf(state)).toEqual([{ timerId: 'expiry:solo.1.2.1', dueAt: T0 + LIMITS.approvalMs }]);
  });

  it('is asked about when that has passed, and the leave for the other one waits for the answer', () => {
    asked.leadsTo(['ApprovalRequested', { kind: 'in_doubt', callId: 'solo.1.1' }]);
    expect(timersOf(asked.state)).toEqual([{ timerId: 'expiry:solo.1.1.1', dueAt: deadline + LIMITS.approvalMs }]);
    asked.when(fireTimer('expiry:solo.1.2.1', T0 + LIMITS.approvalMs)).leadsTo();
    const answered = asked.when({
      ...resolveApproval('solo.1.1.1', 'happened'),
      at: T0 + LIMITS.approvalMs + 1,
    });
    answered
      .when(fireTimer('expiry:solo.1.2.1', T0 + LIMITS.approvalMs + 2))
      .leadsTo(['ApprovalResolved', { decision: 'expired' }], ['TurnFailed'], ['RunFailed']);
  });

  it('has the rest of its time once the other one has leave', () => {
    const { state } = claimed.when({ ...resolveApproval('solo.1.2.1', 'reject'), at: T0 + 50_000 });
    expect(timersOf(state)).toEqual([{ timerId: 'deadline:solo.1:1', dueAt: deadline }]);
  });

  it('is heard after its turn has failed, once, and from whoever has made it', () => {
    const team = given(
      startRun({ architecture: 'independent' }),
      recordAnswer('agent-1.1', answerOf('Now.', callTo('once'), callTo('once'))),
      startToolCall('agent-1.1.1', 'a'),
      doubtToolCall('agent-1.1.1', 'a'),
      startToolCall('agent-1.1.2', 'b'),
      resolveApproval('agent-1.1.1.1', 'fail'),
    );
    team.leadsTo(['ApprovalResolved'], ['TurnFailed', { error: { code: 'approval_failed' } }]);
    const heard = team.when(recordToolResult('agent-1.1.2', { claim: 'b' }));
    heard.leadsTo(['ToolCallRecorded', { callId: 'agent-1.1.2', late: true }]);
    heard.when(recordToolResult('agent-1.1.2', { claim: 'b' })).leadsTo();
    heard.when(recordToolResult('agent-1.1.1', { claim: 'b' })).leadsTo();
    heard.when(recordToolResult('agent-1.1.1', { claim: 'a' })).leadsTo(['ToolCallRecorded', { late: true }]);
  });

  it('is heard after its failed turn has taken the run with it', () => {
    asked
      .when(fireTimer('expiry:solo.1.1.1', deadline + LIMITS.approvalMs), recordToolResult('solo.1.1', { claim: 'a' }))
      .leadsTo(['ToolCallRecorded', { callId: 'solo.1.1', late: true }]);
  });
});

describe('a turn that waits for a person', () => {
  it('has no deadline, but every question expires', () => {
    expect(timersOf(both.state)).toEqual([
      { timerId: 'expiry:solo.1.1.1', dueAt: T0 + 10_000 + LIMITS.approvalMs },
      { timerId: 'expiry:solo.1.2.1', dueAt: T0 + 10_000 + LIMITS.approvalMs },
    ]);
  });

  it('has its deadline moved by the time for which the last question was open', () => {
    const one = both.when({ ...resolveApproval('solo.1.1.1', 'reject'), at: T0 + 20_000 });
    expect(timersOf(one.state)).toHaveLength(1);
    const resumed = both.when(
      { ...resolveApproval('solo.1.1.1', 'approve'), at: T0 + 20_000 },
      { ...resolveApproval('solo.1.2.1', 'reject'), at: T0 + 25_000 },
    );
    const dueAt = T0 + 20_000 + LIMITS.turnTimeoutMs + 5_000;
    expect(timersOf(resumed.state)).toEqual([{ timerId: 'deadline:solo.1:1', dueAt }]);
  });

  it('fails when a question expires, and takes the others with it', () => {
    both
      .when(fireTimer('expiry:solo.1.1.1', T0 + 10_000 + LIMITS.approvalMs))
      .leadsTo(
        ['ApprovalResolved', { approvalId: 'solo.1.1.1', decision: 'expired' }],
        ['ApprovalResolved', { approvalId: 'solo.1.2.1', decision: 'expired', reason: 'its turn has failed' }],
        ['TurnFailed', { error: { code: 'approval_expired' }, next: 'final' }],
        ['RunFailed'],
      );
  });
});

import { describe, expect, it } from '@jest/globals';
import { answerOf, callTo, cancelRun, given, LIMITS, recordAnswer, startRun, T0 } from '#run/testing';

describe('RecordAnswer', () => {
  it('closes the model call and leaves the turn open for its calls', () => {
    given(startRun())
      .when(recordAnswer('solo.1', answerOf('Now.', callTo('once'), callTo('idempotent'))))
      .leadsTo(['TurnAnswered', { turnId: 'solo.1', attempt: 1, report: { cost: 30 } }]);
  });

  it('asks a person at once about every call that needs leave', () => {
    const held = callTo('once', 'always');
    given(startRun())
      .when({ ...recordAnswer('solo.1', answerOf('May I?', held, callTo('read'), held)), at: T0 })
      .leadsTo(
        ['TurnAnswered'],
        [
          'ApprovalRequested',
          { approvalId: 'solo.1.1.1', kind: 'before_call', callId: 'solo.1.1', expiresAt: T0 + LIMITS.approvalMs },
        ],
        ['ApprovalRequested', { approvalId: 'solo.1.3.1', callId: 'solo.1.3' }],
      );
  });

  it('records the turn at once when no call needs a result', () => {
    given(startRun())
      .when(recordAnswer('solo.1', answerOf('Done.', callTo('control', 'always'))))
      .leadsTo(
        ['TurnAnswered'],
        ['TurnRecorded', { answer: { answeredAt: 3 }, endsActivation: false }],
        ['TurnRequested'],
      );
  });

  it('carries the usage alone: the recorded turn has no report', () => {
    const { latest } = given(startRun()).when(recordAnswer('solo.1', answerOf('Done.', callTo('control'))));
    expect(latest[1]).not.toHaveProperty('data.report');
  });

  it('is discarded when it comes second, and after the end', () => {
    const again = recordAnswer('solo.1', answerOf('Me too.', callTo('once')));
    given(startRun(), again)
      .when(again)
      .leadsTo(['TurnDiscarded', { reason: 'attempt_closed' }]);
    given(startRun(), cancelRun())
      .when(again)
      .leadsTo(['TurnDiscarded', { reason: 'run_ended' }]);
  });
});

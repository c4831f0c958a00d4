import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  cancelRun,
  failTurn,
  fireTimer,
  given,
  recordAnswer,
  recordTurn,
  startRun,
  T0,
} from '#run/testing';
import { timersOf } from '../index.js';

const refused = { error: { code: 'refused', retryable: false } } as const;

describe('FailTurn', () => {
  it('waits before the next attempt, at least half of the backoff and all of it at most', () => {
    const failed = given(startRun()).when({ ...failTurn('solo.1'), at: T0 });
    failed.leadsTo(['TurnFailed', { turnId: 'solo.1', attempt: 1, error: { code: 'overloaded' } }]);
    const [timer] = timersOf(failed.state);
    expect(timer?.timerId).toBe('retry:solo.1:1');
    expect(timer?.dueAt).toBeGreaterThanOrEqual(T0 + 500);
    expect(timer?.dueAt).toBeLessThanOrEqual(T0 + 1_000);
  });

  it('waits as long as the server asks for', () => {
    const error = { code: 'rate_limited', retryable: true, retryAfterMs: 90_000 } as const;
    given(startRun())
      .when({ ...failTurn('solo.1', { error }), at: T0 })
      .leadsTo(['TurnFailed', { next: { retryAt: T0 + 90_000 } }]);
  });

  it('fails the activation when asking again cannot help', () => {
    given(startRun())
      .when(failTurn('solo.1', refused))
      .leadsTo(['TurnFailed', { next: 'final' }], ['RunFailed', { code: 'nobody_left' }]);
  });

  it('fails the activation with its last attempt', () => {
    const later = (attempt: number) => fireTimer(`retry:solo.1:${attempt}`, T0 + attempt * 60_000);
    given(startRun(), failTurn('solo.1'), later(1), failTurn('solo.1', { attempt: 2 }), later(2))
      .leadsTo(['TurnRequested', { attempt: 3 }])
      .when(failTurn('solo.1', { attempt: 3 }))
      .leadsTo(['TurnFailed', { attempt: 3, next: 'final' }], ['RunFailed']);
  });

  it('is a fact to the coordination, not the end, while others are left', () => {
    given(
      startRun({ architecture: 'independent' }),
      recordTurn('agent-1.1', { controls: [{ kind: 'submit_answer', index: 0, key: '1' }] }),
    )
      .when(failTurn('agent-2.1', refused))
      .leadsTo(['TurnFailed'])
      .when(failTurn('agent-3.1', refused))
      .leadsTo(['TurnFailed'], ['RunCompleted', { answers: [{ agentId: 'agent-1' }] }]);
  });

  it('without spend leaves no trace when it comes too late', () => {
    given(startRun(), failTurn('solo.1')).when(failTurn('solo.1')).leadsTo();
    given(startRun(), cancelRun()).when(failTurn('solo.1')).leadsTo();
  });

  it('comes too late once the model has answered', () => {
    const answered = given(startRun(), recordAnswer('solo.1', answerOf('Now.', callTo('idempotent'))));
    answered.when(failTurn('solo.1')).leadsTo();
    answered.when(failTurn('solo.1', { report: {} })).leadsTo(['TurnDiscarded', { reason: 'attempt_closed' }]);
  });
});

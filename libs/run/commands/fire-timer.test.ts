import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  cancelRun,
  failTurn,
  fireTimer,
  given,
  LIMITS,
  pauseRun,
  recordAnswer,
  recordTurn,
  resumeRun,
  startRun,
  submit,
  T0,
} from '#run/testing';
import { timersOf } from '../index.js';

const started = given(startRun());
const deadline = T0 + LIMITS.turnTimeoutMs;

describe('FireTimer of a deadline', () => {
  it('fails the attempt, and another one follows', () => {
    const late = started.when(fireTimer('deadline:solo.1:1', deadline));
    late.leadsTo(['TurnFailed', { attempt: 1, error: { code: 'deadline_exceeded', retryable: true } }]);
    expect(timersOf(late.state)).toMatchObject([{ timerId: 'retry:solo.1:1' }]);
  });

  it('does nothing while it is early by the log, or closed', () => {
    started.when({ ...fireTimer('deadline:solo.1:1', deadline), at: deadline - 1 }).leadsTo();
    started.when(recordTurn('solo.1'), fireTimer('deadline:solo.1:1', deadline)).leadsTo();
    started.when(fireTimer('deadline:solo.1:2', deadline)).leadsTo();
  });

  it('fails a turn for good whose model has answered', () => {
    given(startRun(), recordAnswer('solo.1', answerOf('Now.', callTo('idempotent'))))
      .when(fireTimer('deadline:solo.1:1', deadline))
      .leadsTo(
        ['TurnFailed', { error: { code: 'deadline_exceeded', retryable: false }, next: 'final' }],
        ['RunFailed'],
      );
  });

  it('fails the attempt while the run is paused, too', () => {
    started.when(pauseRun(), fireTimer('deadline:solo.1:1', deadline)).leadsTo(['TurnFailed']);
  });
});

describe('FireTimer of a backoff', () => {
  const failed = started.when(failTurn('solo.1'));
  const dueAt = timersOf(failed.state)[0]!.dueAt;

  it('requests the same turn again', () => {
    failed.when(fireTimer('retry:solo.1:1', dueAt)).leadsTo([
      'TurnRequested',
      {
        turnId: 'solo.1',
        attempt: 2,
        activationId: 'solo.a1',
        purpose: 'solve',
        context: { upTo: 1, added: [] },
        remaining: 9,
        deadline: dueAt + LIMITS.turnTimeoutMs,
      },
    ]);
  });

  it('leaves the turns of others as they are', () => {
    const others = given(startRun({ architecture: 'independent' }), failTurn('agent-2.1'));
    const { state } = others.when(fireTimer('retry:agent-2.1:1', T0 + 30_000));
    const deadlines = timersOf(state).map(({ timerId, dueAt }) => [timerId, dueAt - T0]);
    expect(deadlines).toEqual([
      ['deadline:agent-1.1:1', 60_000],
      ['deadline:agent-2.1:2', 90_000],
      ['deadline:agent-3.1:1', 60_000],
    ]);
  });

  it('waits while the run is paused', () => {
    const paused = failed.when(pauseRun());
    expect(timersOf(paused.state)).toEqual([]);
    paused.when(fireTimer('retry:solo.1:1', dueAt)).leadsTo();
    paused
      .when({ ...resumeRun(), at: dueAt })
      .leadsTo(['RunResumed'], ['TurnRequested', { turnId: 'solo.1', attempt: 2 }]);
  });

  it('is not cut short by a pause', () => {
    const resumed = failed.when({ ...pauseRun(), at: dueAt - 2 }, { ...resumeRun(), at: dueAt - 1 });
    resumed.leadsTo(['RunResumed']);
    expect(timersOf(resumed.state)).toEqual([{ timerId: 'retry:solo.1:1', dueAt }]);
  });
});

describe('FireTimer of the wall budget', () => {
  const budget = { wallMs: 10_000 };

  it('ends the run with the best answers so far', () => {
    given(startRun({ architecture: 'independent', budget }), recordTurn('agent-2.1', { controls: [submit()] }))
      .when(fireTimer('wall', T0 + 10_000))
      .leadsTo(['RunCompleted', { answers: [{ agentId: 'agent-2' }], because: 'budget_exhausted', budget: 'wallMs' }]);
  });

  it('fails the run when nobody has answered', () => {
    given(startRun({ budget }))
      .when(fireTimer('wall', T0 + 10_000))
      .leadsTo(['RunFailed', { code: 'budget_exhausted', budget: 'wallMs' }]);
  });

  it('does not count the time in which the run was paused', () => {
    const paused = given(startRun({ budget }), { ...pauseRun(), at: T0 + 4_000 });
    expect(timersOf(paused.state)).toHaveLength(1);
    paused.when(fireTimer('wall', T0 + 10_000)).leadsTo();
    const { state } = paused.when({ ...resumeRun(), at: T0 + 100_000 });
    expect(timersOf(state)).toContainEqual({ timerId: 'wall', dueAt: T0 + 106_000 });
  });
});

describe('timers', () => {
  it('are none where nothing has begun or all has ended', () => {
    expect(timersOf(given().state)).toEqual([]);
    expect(timersOf(started.when(cancelRun()).state)).toEqual([]);
    started.when(cancelRun(), fireTimer('deadline:solo.1:1', deadline)).leadsTo();
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  cancelRun,
  callTo,
  failTurn,
  fireTimer,
  given,
  outcomeOf,
  pauseRun,
  recordTurn,
  startRun,
  submit,
  T0,
} from '#run/testing';

const defect = { code: 'malformed_output', message: 'not JSON' } as const;
const looked = { answer: answerOf('Let me look.', callTo('read')), outcomes: [outcomeOf(1)] };

describe('RecordTurn', () => {
  it('ends the activation when it says what the coordination waits for', () => {
    given(startRun())
      .when(recordTurn('solo.1', { controls: [submit()] }))
      .leadsTo(
        ['TurnRecorded', { turnId: 'solo.1', attempt: 1, controls: [submit()], endsActivation: true }],
        ['RunCompleted', { because: 'answered', answers: [{ agentId: 'solo', part: { turnId: 'solo.1', index: 0 } }] }],
      );
  });

  it('goes on with the next turn of the activation while tools were called', () => {
    given(startRun())
      .when(recordTurn('solo.1', looked))
      .leadsTo(
        ['TurnRecorded', { endsActivation: false }],
        ['TurnRequested', { turnId: 'solo.2', activationId: 'solo.a1', purpose: 'solve', remaining: 8 }],
      );
  });

  it('ends the activation when nothing more is called for', () => {
    given(startRun())
      .when(recordTurn('solo.1'))
      .leadsTo(['TurnRecorded', { controls: [], endsActivation: true }], ['RunFailed', { code: 'no_answer' }]);
  });

  it('ends the activation with its last turn', () => {
    given(startRun({ parameters: { turns: 1 } }))
      .when(recordTurn('solo.1', looked))
      .leadsTo(['TurnRecorded', { endsActivation: true }], ['RunFailed', { code: 'no_answer' }]);
  });

  it('sends what was said to those whom the coordination names, as new to their next turn', () => {
    const plan = [{ kind: 'delegate', index: 1, to: 'worker-2' }] as never;
    const { state } = given(startRun({ architecture: 'centralized' }))
      .when(recordTurn('orchestrator.1', { answer: answerOf('Plan.', callTo('control')), controls: plan }))
      .leadsTo(
        ['TurnRecorded'],
        ['MessageSent', { from: 'orchestrator', to: ['worker-2'], part: { turnId: 'orchestrator.1', index: 1 } }],
        ['TurnRequested', { turnId: 'worker-2.1', context: { upTo: 4, added: [4] } }],
      );
    expect(state.sequence).toBe(5);
  });

  describe('with a defect', () => {
    const defective = given(startRun(), recordTurn('solo.1', { defect }));

    it('asks for one repair that does not count against the activation', () => {
      defective.leadsTo(
        ['TurnRecorded', { endsActivation: false, defect }],
        ['TurnRequested', { turnId: 'solo.2', activationId: 'solo.a1', purpose: 'repair', remaining: 9 }],
      );
      defective
        .when(recordTurn('solo.2', looked))
        .leadsTo(['TurnRecorded'], ['TurnRequested', { turnId: 'solo.3', purpose: 'solve', remaining: 8 }]);
    });

    it('fails the activation the second time, and keeps the spend', () => {
      defective
        .when(recordTurn('solo.2', looked), recordTurn('solo.3', { defect }))
        .leadsTo(
          ['TurnFailed', { error: { ...defect, retryable: false }, next: 'final', report: { cost: 30 } }],
          ['RunFailed', { code: 'nobody_left' }],
        );
    });
  });

  describe('that comes too late', () => {
    const recorded = given(startRun(), recordTurn('solo.1', looked));
    const retried = given(startRun(), failTurn('solo.1'), fireTimer('retry:solo.1:1', T0 + 60_000));

    it('is discarded with its spend when the turn is closed', () => {
      recorded
        .when(recordTurn('solo.1', { controls: [submit()] }))
        .leadsTo(['TurnDiscarded', { turnId: 'solo.1', attempt: 1, reason: 'turn_closed', report: { cost: 30 } }]);
    });

    it('is discarded when another attempt is open', () => {
      retried
        .when(recordTurn('solo.1', { attempt: 1 }))
        .leadsTo(['TurnDiscarded', { attempt: 1, reason: 'attempt_closed' }]);
    });

    it('is discarded when the run has ended', () => {
      given(startRun(), cancelRun())
        .when(recordTurn('solo.1'))
        .leadsTo(['TurnDiscarded', { reason: 'run_ended' }]);
    });

    it('is discarded once, however often the log repeats it', () => {
      const late = { ...recordTurn('solo.1'), number: 77 };
      recorded.when(late, late).leadsTo();
      given(startRun(), cancelRun(), late, late).leadsTo();
    });

    it('leaves no trace when it is the very command that was recorded', () => {
      given(startRun(), { ...recordTurn('solo.1', looked), number: 9 })
        .when({ ...recordTurn('solo.1', looked), number: 9 })
        .leadsTo();
    });
  });

  it('is ignored for turns and attempts that were never requested', () => {
    const started = given(startRun());
    started.when(recordTurn('nobody.1')).leadsTo();
    started.when(recordTurn('solo.2')).leadsTo();
    started.when(recordTurn('solo.1', { attempt: 2 })).leadsTo();
  });

  it('is recorded while the run is paused, and nothing is requested then', () => {
    given(startRun(), pauseRun()).when(recordTurn('solo.1', looked)).leadsTo(['TurnRecorded']);
  });
});

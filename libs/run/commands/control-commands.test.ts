import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  cancelRun,
  given,
  gradeRun,
  outcomeOf,
  pauseRun,
  recordTurn,
  resumeRun,
  startRun,
  submit,
} from '#run/testing';

const started = given(startRun());
const looked = { answer: answerOf('Let me look.', callTo('read')), outcomes: [outcomeOf(1)] };
const completed = started.when(recordTurn('solo.1', { controls: [submit()] }));

describe('CancelRun', () => {
  it('ends an open run', () => {
    started.when(cancelRun('enough')).leadsTo(['RunCancelled', { reason: 'enough' }]);
    started.when(pauseRun(), cancelRun()).leadsTo(['RunCancelled']);
  });

  it('says nothing to a run that has ended', () => {
    completed.when(cancelRun()).leadsTo();
  });
});

describe('PauseRun and ResumeRun', () => {
  it('hold the next turn back, and let it go', () => {
    started
      .when(pauseRun('lunch'))
      .leadsTo(['RunPaused', { reason: 'lunch' }])
      .when(recordTurn('solo.1', looked))
      .leadsTo(['TurnRecorded'])
      .when(resumeRun())
      .leadsTo(['RunResumed'], ['TurnRequested', { turnId: 'solo.2' }]);
  });

  it('let the coordination go on where it was held', () => {
    started
      .when(pauseRun(), recordTurn('solo.1', { controls: [submit()] }))
      .leadsTo(['TurnRecorded'])
      .when(resumeRun())
      .leadsTo(['RunResumed'], ['RunCompleted']);
  });

  it('are refused where they change nothing', () => {
    started.when(pauseRun(), pauseRun()).leadsTo(['CommandRejected', { command: 'PauseRun', code: 'run_paused' }]);
    started.when(resumeRun()).leadsTo(['CommandRejected', { command: 'ResumeRun', code: 'run_not_paused' }]);
  });

  it('are dropped by a run that has ended', () => {
    completed.when(pauseRun()).leadsTo();
    completed.when(resumeRun()).leadsTo();
  });

  it('take effect once, however often the log repeats them', () => {
    const pause = { ...pauseRun(), number: 20 };
    const resume = { ...resumeRun(), number: 21 };
    const resumed = started.when(pause, resume, pause).leadsTo();
    expect(resumed.state.status).toBe('running');
    resumed.when(pauseRun(), resume).leadsTo();
  });
});

describe('GradeRun', () => {
  it('grades a completed run once by grader and version', () => {
    const graded = completed.when(gradeRun('exact', '1'));
    graded.leadsTo(['RunGraded', { grader: 'exact', version: '1', passed: true }]);
    graded.when(gradeRun('exact', '1')).leadsTo();
    graded.when(gradeRun('exact', '2')).leadsTo(['RunGraded']);
  });

  it('is dropped by every other run', () => {
    started.when(gradeRun()).leadsTo();
    started.when(cancelRun(), gradeRun()).leadsTo();
  });
});

import { describe, expect, it } from '@jest/globals';
import { exitOfRun } from './exit-of-run.js';
import { COMMAND_ID, completed, graded, runOf, started, submitted } from './testing/sample-run.js';

const answered = [started(), submitted('peer-1', 1, '42'), completed('peer-1', 1)];

describe('exitOfRun', () => {
  it.each([
    ['completed and passed', runOf(...answered, graded(true)), 0],
    ['completed and not graded', runOf(...answered), 0],
    ['completed but wrong', runOf(...answered, graded(false)), 1],
    ['failed', runOf(started(), ['RunFailed', { code: 'no_answer', message: 'nobody answered' }]), 3],
    [
      'refused at its start',
      runOf(['CommandRejected', { command: 'StartRun', commandId: COMMAND_ID, code: 'team_invalid', message: 'no' }]),
      2,
    ],
    ['cancelled', runOf(started(), ['RunCancelled', {}]), 4],
  ])('%s', (_case, events, code) => {
    expect(exitOfRun(events)).toBe(code);
  });
});

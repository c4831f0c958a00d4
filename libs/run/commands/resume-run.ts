import { advance } from '../advance.js';
import { isRepeated, record, reject, type CommandRule } from '../decision.js';

/** Requests everything that has become due in the meantime. */
export const resumeRun: CommandRule<'ResumeRun'> = {
  live(decision, state) {
    if (isRepeated(decision, state)) return;
    if (state.status === 'running') {
      reject(decision, 'run_not_paused', 'the run is not paused; pause it first');
      return;
    }
    record(decision, { type: 'RunResumed', data: {} });
    advance(decision);
  },
};

import { isRepeated, record, reject, type CommandRule } from '../decision.js';

/** Turns in flight finish; none is requested until the run is resumed. */
export const pauseRun: CommandRule<'PauseRun'> = {
  live(decision, state, { data: { reason } }) {
    if (isRepeated(decision, state)) return;
    if (state.status === 'paused') {
      reject(decision, 'run_paused', 'the run is paused already; resume it first');
      return;
    }
    record(decision, { type: 'RunPaused', data: reason === undefined ? {} : { reason } });
  },
};

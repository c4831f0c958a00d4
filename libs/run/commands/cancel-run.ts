import { record, type CommandRule } from '../decision.js';

export const cancelRun: CommandRule<'CancelRun'> = {
  live(decision, _state, { data: { reason } }) {
    record(decision, { type: 'RunCancelled', data: reason === undefined ? {} : { reason } });
  },
};

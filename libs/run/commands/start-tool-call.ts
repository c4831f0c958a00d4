import { callOf } from '../calls.js';
import { record, type CommandRule } from '../decision.js';

/** The first claim wins; a call is claimed again only after a person has said that it did not happen. */
export const startToolCall: CommandRule<'StartToolCall'> = {
  live(decision, state, { data }) {
    const call = callOf(state, data.callId)?.call;
    if (call?.effect !== 'once' || call.stage !== 'ready') return;
    const { turnId, callId, claim, worker } = data;
    record(decision, { type: 'ToolCallStarted', data: { turnId, callId, claim, worker } });
  },
};

import { askPerson } from '../ask-person.js';
import { callOf } from '../calls.js';
import type { CommandRule } from '../decision.js';

/** Whoever finds the claim of a lost worker asks a person whether the call took effect. */
export const doubtToolCall: CommandRule<'DoubtToolCall'> = {
  live(decision, state, { data: { callId, claim } }) {
    const call = callOf(state, callId)?.call;
    if (call?.stage !== 'claimed' || call.claim !== claim) return;
    askPerson(decision, state, { kind: 'in_doubt', callId, asked: call.asked });
  },
};

import { advance } from '../advance.js';
import type { CommandRule } from '../decision.js';
import { failAttempt } from '../fail-attempt.js';
import { attemptFor, discard } from '../late-results.js';

/** A model call that failed. Once the model has answered it comes too late: only the deadline or a person fails the turn then. */
export const failTurn: CommandRule<'FailTurn'> = {
  live(decision, state, { data }) {
    const turn = attemptFor(decision, state, data);
    if (turn === undefined) return;
    failAttempt(decision, state, turn, data);
    advance(decision);
  },
  ended(decision, state, { data }) {
    discard(decision, state, data);
  },
};

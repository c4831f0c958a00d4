import type { CommandData } from '#events';
import { advance } from '../advance.js';
import { endsActivation } from '../complete-turn.js';
import { record, type CommandRule, type Decision } from '../decision.js';
import { failAttempt } from '../fail-attempt.js';
import { attemptFor, discard } from '../late-results.js';
import type { AskedTurn } from '../open-turn.js';
import { floorOf } from '../state.js';

/** A whole turn. A malformed one gets one repair per activation; the second fails it. */
export const recordTurn: CommandRule<'RecordTurn'> = {
  live(decision, state, { data }) {
    const turn = attemptFor(decision, state, data);
    if (turn === undefined) return;
    const { defect, report } = data;
    if (defect !== undefined && floorOf(state, data.turnId)?.activation.repaired === true) {
      failAttempt(decision, state, turn, { error: { ...defect, retryable: false }, report });
    } else recordWhole(decision, turn, data);
    advance(decision);
  },
  ended(decision, state, { data }) {
    discard(decision, state, data);
  },
};

function recordWhole(decision: Decision, { turnId, attempt, remaining }: AskedTurn, data: CommandData<'RecordTurn'>) {
  const { answer, outcomes, controls, defect, report } = data;
  const ends = defect === undefined && endsActivation(controls, answer.calls.length, remaining);
  record(decision, {
    type: 'TurnRecorded',
    data: {
      turnId,
      attempt,
      answer,
      outcomes,
      controls,
      endsActivation: ends,
      ...(defect === undefined ? {} : { defect }),
      report,
    },
  });
}

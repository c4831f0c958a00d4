import { callIdOf, type CommandData } from '#events';
import { askPerson } from '../ask-person.js';
import { completeTurn } from '../complete-turn.js';
import { record, type CommandRule } from '../decision.js';
import { attemptFor, discard } from '../late-results.js';

/** The model has answered and acting calls follow; those that need leave are asked about at once. */
export const recordAnswer: CommandRule<'RecordAnswer'> = {
  live(decision, state, { data }) {
    if (attemptFor(decision, state, data) === undefined) return;
    const { turnId, attempt, answer, controls, report } = data;
    record(decision, { type: 'TurnAnswered', data: { turnId, attempt, answer, controls, report } });
    for (const index of heldCalls(data)) {
      askPerson(decision, state, { kind: 'before_call', callId: callIdOf(turnId, index), asked: 0 });
    }
    completeTurn(decision, turnId);
  },
  ended(decision, state, { data }) {
    discard(decision, state, data);
  },
};

/** Indices, from 1, of the calls that wait for leave. */
const heldCalls = ({ answer }: CommandData<'RecordAnswer'>): readonly number[] =>
  answer.calls.flatMap(({ effect, approval }, position) =>
    effect !== 'control' && approval === 'always' ? [position + 1] : [],
  );

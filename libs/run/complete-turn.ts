import type { ControlFact, TurnId } from '#events';
import { advance } from './advance.js';
import { record, type Decision } from './decision.js';
import { isLive, turnOf } from './state.js';

/** Whether the agent hands the floor back: it has said its word, has nothing more to do, or has no turn left. */
export const endsActivation = (controls: readonly ControlFact[], calls: number, remaining: number): boolean =>
  controls.length > 0 || calls === 0 || remaining === 0;

/** Records a two-phase turn once every call of it has its result. */
export function completeTurn(decision: Decision, turnId: TurnId): void {
  const { state } = decision;
  const turn = isLive(state) && turnOf(state, turnId);
  if (!turn || turn.stage !== 'answered' || turn.calls.some(({ stage }) => stage !== 'done')) return;
  const { attempt, answeredAt, calls, remaining } = turn;
  const controls = [...turn.controls];
  record(decision, {
    type: 'TurnRecorded',
    data: {
      turnId,
      attempt,
      answer: { answeredAt },
      controls,
      endsActivation: endsActivation(controls, calls.length, remaining),
    },
  });
  advance(decision);
}

import { splitCallId, type CallId } from '#events';
import type { AnsweredTurn, CallState, OpenTurn } from './open-turn.js';
import { turnOf, type LiveRun } from './state.js';

/** A call of a turn that has answered. */
export interface FoundCall {
  readonly turn: AnsweredTurn;
  readonly call: CallState;
  readonly index: number;
}

export function callOf(state: LiveRun, callId: CallId): FoundCall | undefined {
  const { turnId, index } = splitCallId(callId);
  const turn = turnOf(state, turnId);
  if (turn?.stage !== 'answered') return undefined;
  const call = turn.calls[index - 1];
  return call === undefined ? undefined : { turn, call, index };
}

/** The state with this turn in place of its former self. */
export const withTurn = (state: LiveRun, turn: OpenTurn): LiveRun => ({
  ...state,
  turns: state.turns.map((one) => (one.turnId === turn.turnId ? turn : one)),
});

import type { EventOf } from '#events';
import { callOf, withTurn } from '../calls.js';
import { clocked, isWaiting, type AnsweredTurn, type CallState } from '../open-turn.js';
import { questionOf } from '../questions.js';
import type { LiveRun } from '../state.js';

export function approvalRequested(state: LiveRun, { time, data }: EventOf<'ApprovalRequested'>): LiveRun {
  const found = callOf(state, data.callId);
  if (found === undefined) return state;
  const { turn, call, index } = found;
  const { argumentBytes } = call;
  const { approvalId, kind, callId, expiresAt } = data;
  const asked = {
    ...turn,
    calls: turn.calls.with(index - 1, questioned(call)),
    questions: [...turn.questions, { approvalId, kind, callId, argumentBytes, expiresAt }],
  };
  return withTurn(state, clocked(turn, asked, time));
}

/** A claimed call that is asked about is in doubt; one that needs leave is held already. */
const questioned = (call: CallState): CallState =>
  'claim' in call ? { ...call, stage: 'doubted', asked: call.asked + 1 } : { ...call, asked: call.asked + 1 };

/** Where nobody acts, whoever does next has all the time that a turn has: a deadline that had passed may have raised the question. */
const deadlineAfterAnswer = (turn: AnsweredTurn, { terms }: LiveRun): number =>
  isWaiting(turn) ? Math.max(turn.deadline, turn.waitingSince + terms.limits.turnTimeoutMs) : turn.deadline;

export function approvalResolved(state: LiveRun, { time, data }: EventOf<'ApprovalResolved'>): LiveRun {
  const found = questionOf(state, data.approvalId);
  if (found === undefined) return state;
  const { turn, question } = found;
  const answered = {
    ...turn,
    deadline: deadlineAfterAnswer(turn, state),
    questions: turn.questions.filter((one) => one !== question),
  };
  return withTurn(state, clocked(turn, answered, time));
}

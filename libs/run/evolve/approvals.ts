import type { EventOf } from '#events';
import { callOf, withTurn } from '../calls.js';
import type { CallState } from '../open-turn.js';
import { questionOf } from '../questions.js';
import type { LiveRun } from '../state.js';

export function approvalRequested(state: LiveRun, { time, data }: EventOf<'ApprovalRequested'>): LiveRun {
  const found = callOf(state, data.callId);
  if (found === undefined) return state;
  const { turn, call, index } = found;
  const { argumentBytes } = call;
  const { approvalId, kind, callId, expiresAt } = data;
  return withTurn(state, {
    ...turn,
    calls: turn.calls.with(index - 1, questioned(call)),
    questions: [...turn.questions, { approvalId, kind, callId, argumentBytes, expiresAt }],
    waitingSince: turn.questions.length === 0 ? time : turn.waitingSince,
  });
}

/** A claimed call that is asked about is in doubt; one that needs leave is held already. */
const questioned = (call: CallState): CallState =>
  'claim' in call ? { ...call, stage: 'doubted', asked: call.asked + 1 } : { ...call, asked: call.asked + 1 };

/** The deadline has stood still since the first question; it goes on with the last answer. */
export function approvalResolved(state: LiveRun, { time, data }: EventOf<'ApprovalResolved'>): LiveRun {
  const found = questionOf(state, data.approvalId);
  if (found === undefined) return state;
  const { turn, question } = found;
  const questions = turn.questions.filter((one) => one !== question);
  const waited = questions.length === 0 ? time - turn.waitingSince : 0;
  return withTurn(state, { ...turn, questions, deadline: turn.deadline + waited });
}

import { sizeOf, splitCallId, type CallStatus, type EventData, type TurnError } from '#events';
import { advance } from './advance.js';
import { completeTurn } from './complete-turn.js';
import { record, type Decision } from './decision.js';
import { failAttempt } from './fail-attempt.js';
import type { FoundQuestion } from './questions.js';
import type { LiveRun } from './state.js';

type Resolution = Omit<EventData<'ApprovalResolved'>, 'approvalId'>;

/** Closes the question; what follows from it is the caller's. */
export function resolve(decision: Decision, { question }: FoundQuestion, resolution: Resolution): void {
  const { decision: verdict, result, reason } = resolution;
  record(decision, {
    type: 'ApprovalResolved',
    data: {
      approvalId: question.approvalId,
      decision: verdict,
      ...(result === undefined ? {} : { result }),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}

/** Lets a worker make the call, with all the time that a turn has. */
export function resume(decision: Decision, state: LiveRun, { turn, question }: FoundQuestion): void {
  const { approvalId, callId } = question;
  const deadline = decision.time + state.terms.limits.turnTimeoutMs;
  record(decision, { type: 'TurnResumed', data: { turnId: turn.turnId, callId, approvalId, deadline } });
}

/** Gives the call a result that no worker has sent. */
export function settle(
  decision: Decision,
  { turn: { turnId }, question: { callId, argumentBytes } }: FoundQuestion,
  { status, result }: { readonly status: CallStatus; readonly result: string },
): void {
  const { index } = splitCallId(callId);
  const times = { startedAt: decision.time, endedAt: decision.time };
  const outcome = { index, status, result, ...times, argumentBytes, resultBytes: sizeOf(result) };
  record(decision, { type: 'ToolCallRecorded', data: { turnId, callId, outcome } });
  completeTurn(decision, turnId);
}

/** Fails the turn whose question has ended so; its other questions end with it. */
export function failQuestioned(
  decision: Decision,
  state: LiveRun,
  { turn, question }: FoundQuestion,
  error: Pick<TurnError, 'code' | 'message'>,
): void {
  for (const other of turn.questions.filter((one) => one !== question)) {
    resolve(decision, { turn, question: other }, { decision: 'expired', reason: 'its turn has failed' });
  }
  failAttempt(decision, state, turn, { error: { ...error, retryable: false } });
  advance(decision);
}

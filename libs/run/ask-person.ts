import { approvalIdOf, splitCallId, type CallId } from '#events';
import { record, type Decision } from './decision.js';
import type { Question } from './open-turn.js';
import type { LiveRun } from './state.js';

interface NewQuestion extends Pick<Question, 'kind'> {
  readonly callId: CallId;
  /** Questions about this call so far. */
  readonly asked: number;
}

/** Puts a question about a call to a person; the turn's deadline stands still until it is answered or expires. */
export function askPerson(decision: Decision, state: LiveRun, { kind, callId, asked }: NewQuestion): void {
  const approvalId = approvalIdOf(callId, asked + 1);
  const { turnId } = splitCallId(callId);
  const expiresAt = decision.time + state.terms.limits.approvalMs;
  record(decision, { type: 'ApprovalRequested', data: { approvalId, kind, turnId, callId, expiresAt } });
}

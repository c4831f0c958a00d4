import type { CommandData } from '#events';
import { callOf } from '../calls.js';
import { completeTurn } from '../complete-turn.js';
import { record, type CommandRule, type Decision } from '../decision.js';
import type { CallState } from '../open-turn.js';
import { questionsOf } from '../questions.js';
import { resolve } from '../resolve-question.js';
import type { EndedRun, LiveRun } from '../state.js';

/** One result per call; that of a `once` call comes from whoever has the claim, also while a person is asked about it. */
export const recordToolResult: CommandRule<'RecordToolResult'> = {
  live(decision, state, { data }) {
    const found = callOf(state, data.callId);
    if (found === undefined) recordLate(decision, state, data);
    if (found === undefined || !isAwaited(found.call, data)) return;
    const { turnId, callId, outcome } = data;
    for (const question of questionsOf(found.turn).filter((one) => one.question.callId === callId)) {
      resolve(decision, question, { decision: 'happened', reason: 'the call has answered after all' });
    }
    record(decision, { type: 'ToolCallRecorded', data: { turnId, callId, outcome } });
    completeTurn(decision, turnId);
  },
  ended(decision, state, { data }) {
    recordLate(decision, state, data);
  },
};

/** What came of a call that was made is recorded also when its turn or its run has ended. */
function recordLate(decision: Decision, { claims }: LiveRun | EndedRun, data: CommandData<'RecordToolResult'>): void {
  const { turnId, callId, claim, outcome } = data;
  if (!claims.some((open) => open.callId === callId && open.claim === claim)) return;
  record(decision, { type: 'ToolCallRecorded', data: { turnId, callId, outcome, late: true } });
}

const isAwaited = (call: CallState, { claim }: CommandData<'RecordToolResult'>): boolean =>
  call.effect === 'once' ? 'claim' in call && call.claim === claim : call.stage === 'ready';

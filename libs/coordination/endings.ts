import type { AnswerRef } from '#events';
import { refOf, type FailedActivation } from './activations.js';
import { lastFindings } from './delegation.js';
import type { Table } from './protocol.js';
import type { Move } from './view.js';

export const answered = (answers: readonly AnswerRef[]): Move => ({
  move: 'finish',
  answers: answers.map(refOf),
  because: 'answered',
});

export const noAnswer = (message: string): Move => ({ move: 'fail', code: 'no_answer', message });

export const nobodyLeft = (table: Table): Move => ({
  move: 'fail',
  code: 'nobody_left',
  message: `no agent is left: ${failures(table).join(', ')}`,
});

export const noConsensus = (message: string): Move => ({
  move: 'fail',
  code: 'no_consensus',
  message: `${message}: lower parameters.consensus, or raise parameters.consensusRounds`,
});

/** Without its orchestrator the last things that the team has found are what there is. */
export function orchestratorLost(table: Table, { agentId, outcome: { code } }: FailedActivation): Move {
  const answers = lastFindings(table);
  if (answers.length > 0) return { move: 'finish', answers, because: 'member_lost' };
  return { move: 'fail', code, message: `${agentId} failed with ${code} before any worker had reported` };
}

const failures = ({ lost }: Table): readonly string[] =>
  [...lost.values()].map(({ agentId, outcome }) => `${agentId} failed with ${outcome.code}`);

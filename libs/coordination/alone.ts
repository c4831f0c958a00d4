import type { AnswerRef } from '#events';
import { latestAnswers, refOf } from './activations.js';
import { answered, noAnswer, nobodyLeft } from './endings.js';
import { floor, presentAt, type Protocol, type Table } from './protocol.js';
import type { Move, View } from './view.js';

/** Every member solves the task by itself; the answers of those that gave one are the run's. */
export function* alone(table: Table, turns: number): Protocol {
  yield* floor(table, presentAt(table), { round: 1, purpose: 'solve', turns });
  return [endingOf(table)];
}

function endingOf(table: Table): Move {
  const answers = answersAlone(table);
  if (answers.length > 0) return answered(answers);
  if (presentAt(table).length === 0) return nobodyLeft(table);
  return noAnswer(`no agent answered within its turns: ${table.team.map(({ agentId }) => agentId).join(', ')}`);
}

export const answersAlone = (past: Pick<View, 'team' | 'activations'>): readonly AnswerRef[] =>
  latestAnswers(past, 1).map(refOf);

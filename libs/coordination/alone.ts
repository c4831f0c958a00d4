import type { AnswerRef } from '#events';
import { latestAnswers, lostBy, outstanding, refOf, type Ask } from './activations.js';
import { answered, noAnswer, nobodyLeft } from './endings.js';
import type { Move, View } from './view.js';

/** Every member solves the task by itself; the answers of those that gave one are the run's. */
export function nextAlone(view: View, turns: number): readonly Move[] {
  const asks = view.team.map(({ agentId }): Ask => ({ move: 'ask', agentId, round: 1, purpose: 'solve', turns }));
  return outstanding(view, asks) ?? [endingOf(view)];
}

function endingOf(view: View): Move {
  const answers = answersAlone(view);
  if (answers.length > 0) return answered(answers);
  if (lostBy(view, 1).size === view.team.length) return nobodyLeft(view);
  return noAnswer(`no agent answered within its turns: ${view.team.map(({ agentId }) => agentId).join(', ')}`);
}

export const answersAlone = (view: View): readonly AnswerRef[] => latestAnswers(view, 1).map(refOf);

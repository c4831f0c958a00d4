import type { ApprovalId } from '#events';
import type { AnsweredTurn, OpenTurn, Question } from './open-turn.js';
import type { LiveRun } from './state.js';

/** An open question with the turn that waits for it. */
export interface FoundQuestion {
  readonly turn: AnsweredTurn;
  readonly question: Question;
}

export const questionsOf = (turn: OpenTurn): readonly FoundQuestion[] =>
  turn.stage === 'answered' ? turn.questions.map((question) => ({ turn, question })) : [];

export const questionOf = (state: LiveRun, approvalId: ApprovalId): FoundQuestion | undefined =>
  state.turns.flatMap(questionsOf).find(({ question }) => question.approvalId === approvalId);

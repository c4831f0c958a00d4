import type { AnswerRef } from '#events';
import { refOf } from './activations.js';
import type { Move, View } from './view.js';

export const answered = (answers: readonly AnswerRef[]): Move => ({
  move: 'finish',
  answers: answers.map(refOf),
  because: 'answered',
});

export const noAnswer = (message: string): Move => ({ move: 'fail', code: 'no_answer', message });

export const nobodyLeft = (view: View): Move => ({
  move: 'fail',
  code: 'nobody_left',
  message: `no agent is left: ${failures(view).join(', ')}`,
});

const failures = (view: View): readonly string[] =>
  view.activations.flatMap(({ agentId, outcome }) =>
    outcome.status === 'failed' ? [`${agentId} failed with ${outcome.code}`] : [],
  );

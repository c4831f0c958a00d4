import { expect, it } from '@jest/globals';
import { activationIdOf, asAgentId, turnIdOf } from '#events';
import { answersInOrder, answersSoFar } from './activations.js';
import type { Activation } from './view.js';

const TEAM = ['ann', 'bob'].map((id) => ({ agentId: asAgentId(id), role: 'peer' as const }));

it('the answers of a story that goes on are those of the whole, and each activation is looked at once', () => {
  let looks = 0;
  const answered = (id: string, round: number): Activation => ({
    activationId: activationIdOf(asAgentId(id), round),
    agentId: asAgentId(id),
    round,
    purpose: 'debate',
    get outcome() {
      looks += 1;
      const control = { kind: 'submit_answer', index: 0, key: `${id} ${round}` } as const;
      return { status: 'done', turnId: turnIdOf(asAgentId(id), round), controls: [control] } as const;
    },
  });
  const activations: Activation[] = [];
  const soFar = answersSoFar({ team: TEAM, activations });
  for (let round = 1; round <= 20; round++) {
    activations.push(answered('bob', round), answered('ann', round), answered('bob', round));
    const before = looks;
    const answers = soFar();
    expect(looks - before).toBe(3);
    expect(answers).toEqual(answersInOrder({ team: TEAM, activations }));
  }
});

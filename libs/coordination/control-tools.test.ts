import { describe, expect, it } from '@jest/globals';
import type { Parameters } from '#events';
import { controlNamesFor } from './control-name.js';
import { controlToolsOf } from './control-tools.js';
import { coordinationOf } from './registry.js';
import { systemOf } from './testing/index.js';
import { begin, COMBINATIONS, gameOf } from './testing/games.js';
import { play } from './testing/play.js';
import fc from 'fast-check';

/** What each member of a team can say, by its id. */
function offered(architecture: string, parameters: Parameters = {}) {
  const system = systemOf({ architecture, parameters });
  return Object.fromEntries(system.agents.map((agent) => [agent.agentId, controlToolsOf(system, agent)]));
}
const namesOf = (tools: ReturnType<typeof controlToolsOf> | undefined) => tools?.map(({ name }) => name);

describe('control tools', () => {
  it.each([
    ['single', {}, 'solo', ['submit_answer']],
    ['independent', {}, 'agent-1', ['submit_answer']],
    ['decentralized', {}, 'peer-1', ['submit_answer']],
    ['decentralized', { peerVerification: 1 }, 'peer-2', ['review', 'submit_answer']],
    ['centralized', {}, 'orchestrator', ['delegate', 'finish', 'submit_answer']],
    ['centralized', {}, 'worker-1', ['report']],
    ['centralized', { consensus: 50, peerVerification: 1 }, 'worker-1', ['revise', 'review', 'report']],
    ['hybrid', {}, 'worker-1', ['finish', 'revise', 'report']],
  ])('of %s with %j are, for %s, %j', (architecture, parameters, agentId, names) => {
    expect(namesOf(offered(architecture, parameters)[agentId])).toEqual(names);
  });

  it('have all that an agent can be asked for, in every architecture with every combination of its mechanisms', () => {
    for (const combination of COMBINATIONS) {
      fc.assert(
        fc.property(gameOf(combination), (game) => {
          const system = systemOf({ architecture: game.architecture, parameters: game.parameters });
          const { moves } = play(coordinationOf(game.architecture)!, begin(game), { outcomeOf: game.outcomeOf }, 5_000);
          for (const move of moves.filter(({ move: kind }) => kind === 'ask')) {
            if (move.move !== 'ask') continue;
            const { role } = begin(game).team.find(({ agentId }) => agentId === move.agentId)!;
            const names = namesOf(controlToolsOf(system, { agentId: move.agentId, role }));
            expect(names).toEqual(expect.arrayContaining([...controlNamesFor(move.purpose)]));
          }
        }),
        { numRuns: 3 },
      );
    }
  });

  it('describe arguments as JSON Schema, with what there is to choose from', () => {
    const [delegate] = offered('centralized')['orchestrator']!;
    expect(delegate?.parameters).toMatchObject({
      type: 'object',
      properties: { to: { type: 'string', enum: ['worker-1', 'worker-2', 'worker-3'] }, brief: { type: 'string' } },
      required: ['to', 'brief'],
    });
    const review = offered('decentralized', { peerVerification: 1 })['peer-1']?.[0];
    expect(review?.parameters).toMatchObject({
      properties: { verdict: { enum: ['accept', 'object'] }, reason: { type: 'string' } },
      required: ['verdict', 'reason'],
    });
  });

  it('have the words of the purpose that has its own, and require what all purposes do', () => {
    const finish = offered('hybrid')['worker-1']?.[0];
    expect(finish?.description).toBe('Says that your findings stand as they are.');
    const submit = offered('centralized', { orchestratorSynthesis: 1 })['orchestrator']?.at(-1);
    expect(Object.keys(submit?.parameters['properties'] as object)).toEqual(['answer', 'account', 'explanation']);
    expect(submit?.parameters['required']).toEqual(['answer']);
  });
});

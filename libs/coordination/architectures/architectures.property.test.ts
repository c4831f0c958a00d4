import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastFindings } from '../delegation.js';
import { coordinationOf } from '../registry.js';
import { systemOf } from '../testing/index.js';
import { begin, COMBINATIONS, gameOf, type Game } from '../testing/games.js';
import { play, type Played, type Script } from '../testing/play.js';
import type { Activation, Coordination, Move, View } from '../view.js';

const CLOSINGS_AT_MOST = 5_000;
/** Games of each combination of an architecture with mechanisms, for each property. */
const GAMES = 8;

const holds = (property: (game: Game) => void) => () => {
  for (const combination of COMBINATIONS) fc.assert(fc.property(gameOf(combination), property), { numRuns: GAMES });
};

const ruleOf = ({ architecture }: Game): Coordination => coordinationOf(architecture)!;
const played = (game: Game, script: Partial<Script> = {}, rule: Pick<Coordination, 'next'> = ruleOf(game)): Played =>
  play(rule, begin(game), { outcomeOf: game.outcomeOf, ...script }, CLOSINGS_AT_MOST);

const asksOf = ({ moves }: Played) => moves.filter((move) => move.move === 'ask');
const valueOf = ({ parameters }: Game, name: string): number => parameters[name] ?? 0;
const roundsOf = (game: Game): number =>
  (game.parameters['rounds'] ?? 1) + (valueOf(game, 'consensus') > 0 ? valueOf(game, 'consensusRounds') : 0);

/** How often an agent may get the floor for a purpose in one round, and for how many turns. */
function allowanceOf(game: Game, purpose: Activation['purpose']): { times: number; turns: number } {
  const turns = (name: string) => valueOf(game, name);
  switch (purpose) {
    case 'review':
      return { times: turns('peerVerification'), turns: turns('reviewTurns') };
    case 'revise':
    case 'reconsider':
      return { times: turns('peerVerification'), turns: turns('reviseTurns') };
    case 'exchange':
      return { times: turns('peerRounds'), turns: turns('peerTurns') };
    case 'verify':
      return { times: turns('subproblemVerification'), turns: turns('verifyTurns') };
    case 'account':
      return { times: turns('orchestratorSynthesis'), turns: turns('accountTurns') };
    case 'ratify':
      return { times: Math.sign(turns('consensus')), turns: turns('ratifyTurns') };
    default:
      return { times: 1, turns: turns('turns') || turns('turnsPerRound') };
  }
}

describe('every architecture, with every combination of its mechanisms,', () => {
  it('is tried', () => {
    const counts = ['single', 'independent', 'decentralized', 'centralized', 'hybrid'].map(
      (name) => COMBINATIONS.filter(({ architecture }) => architecture === name).length,
    );
    expect(counts).toEqual([1, 1, 4, 16, 32]);
  });

  it(
    'ends, whatever its agents say and whoever fails',
    holds((game) => {
      expect(played(game).end).toBeDefined();
    }),
  );

  it(
    'addresses only members that are still there, and never the speaker or nobody',
    holds((game) => {
      played(game, {}, watched(ruleOf(game), expectPresent));
    }),
  );

  it(
    'says nothing twice, and asks only as often and for as many turns as its parameters allow',
    holds((game) => {
      const result = played(game);
      const says = result.moves.filter(({ move }) => move === 'say').map((move) => JSON.stringify(move));
      expect(new Set(says).size).toBe(says.length);
      for (const { agentId, round, purpose, turns } of asksOf(result)) {
        const same = asksOf(result).filter(
          (ask) => ask.agentId === agentId && ask.round === round && ask.purpose === purpose,
        );
        const allowed = allowanceOf(game, purpose);
        expect(same.length).toBeLessThanOrEqual(allowed.times);
        expect(turns).toBe(allowed.turns);
        expect(round).toBeLessThanOrEqual(roundsOf(game));
      }
    }),
  );

  it(
    'asks for nothing that its agents are not told about',
    holds((game) => {
      const { architecture, parameters } = game;
      const { prompts } = systemOf({ architecture, parameters });
      for (const { purpose } of asksOf(played(game))) expect(Object.keys(prompts)).toContain(purpose);
    }),
  );

  it(
    'comes to the same moves in whatever order a round closes',
    holds((game) => {
      const pick = (open: readonly Activation[]) => game.order(open.map((each) => each.activationId)) % open.length;
      expect(played(game, { pick }).moves).toEqual(played(game).moves);
    }),
  );

  it(
    'comes to the same end when asks have to wait for room',
    holds((game) => {
      const room = (asks: number, open: number) => Math.min(asks, open === 0 ? 1 : game.order(asks, open) % 2);
      const result = played(game, { room });
      expect(result.end).toEqual(played(game).end);
      expect(asksOf(result)).toEqual(asksOf(played(game)));
      expect(result.view.messages).toEqual(played(game).view.messages);
    }),
  );

  it(
    'answers the same view with the same moves',
    holds((game) => {
      const rule = ruleOf(game);
      const { view } = played(game);
      expect(rule.next(view)).toEqual(rule.next(view));
      expect(rule.best(view)).toEqual(rule.best(view));
    }),
  );

  it(
    'has a best answer as soon as there is one: of a team that is led its latest findings before its orchestrator has answered',
    holds((game) => {
      const rule = ruleOf(game);
      const best = ({ team, activations }: View) => {
        const speakers = team.filter(({ role }) => role !== 'worker').map(({ agentId }) => agentId);
        const answers = activations.filter(
          ({ agentId, outcome }) =>
            speakers.includes(agentId) &&
            outcome.status === 'done' &&
            outcome.controls.some(({ kind }) => kind === 'submit_answer'),
        );
        const turns = answers.map(({ outcome }) => (outcome.status === 'done' ? outcome.turnId : undefined));
        return answers.length > 0 ? turns : lastFindings({ team, activations }).map(({ part }) => part.turnId);
      };
      played(
        game,
        {},
        watched(rule, (view) => {
          const given = best(view);
          expect(rule.best(view).length === 0).toBe(given.length === 0);
          for (const { part } of rule.best(view)) expect(given).toContain(part.turnId);
        }),
      );
    }),
  );
});

describe('hybrid without its exchange', () => {
  it('is centralized', () => {
    for (const { architecture, on } of COMBINATIONS.filter((one) => one.architecture === 'centralized')) {
      const game = gameOf({ architecture: 'hybrid', on });
      fc.assert(
        fc.property(game, (one) => {
          expect(played({ ...one, architecture }).moves).toEqual(played(one).moves);
        }),
        { numRuns: GAMES },
      );
    }
  });
});

/** The rule, with something to be seen to whenever it moves. */
const watched = (
  rule: Coordination,
  see: (view: View, moves: readonly Move[]) => void,
): Pick<Coordination, 'next'> => ({
  next: (view) => {
    const moves = rule.next(view);
    see(view, moves);
    return moves;
  },
});

function expectPresent({ team, activations }: View, moves: readonly Move[]): void {
  const lost = activations.filter(({ outcome }) => outcome.status === 'failed').map(({ agentId }) => agentId);
  const present = team.map(({ agentId }) => agentId).filter((agentId) => !lost.includes(agentId));
  for (const move of moves) {
    if (move.move === 'ask') expect(present).toContain(move.agentId);
    if (move.move !== 'say') continue;
    expect(present).toEqual(expect.arrayContaining([...move.to]));
    expect(new Set(move.to).size).toBe(move.to.length);
    expect(move.to.length).toBeGreaterThan(0);
    expect(move.to).not.toContain(move.from);
  }
}

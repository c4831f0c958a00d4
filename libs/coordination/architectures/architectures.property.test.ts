import { describe, expect, it } from '@jest/globals';
import { asAgentId, type ControlFact } from '#events';
import fc from 'fast-check';
import { architectureOf, architectures, coordinationOf } from '../registry.js';
import { emptyView, play, type Outcome, type Played, type Script } from '../testing/index.js';
import type { Activation, Move, View } from '../view.js';

const CLOSINGS_AT_MOST = 2_000;

const architecture = fc.constantFrom(...architectures().map(({ name }) => name));
/** Small values of every parameter that there is. */
const parameters = fc.record({
  turns: fc.integer({ min: 1, max: 4 }),
  agents: fc.integer({ min: 1, max: 5 }),
  workers: fc.integer({ min: 1, max: 4 }),
  rounds: fc.integer({ min: 1, max: 4 }),
  turnsPerRound: fc.integer({ min: 1, max: 3 }),
});
const worker = fc.constantFrom('worker-1', 'worker-2', 'worker-4', 'orchestrator', 'stranger');
/** Everything that an activation may say, sensible or not. */
const control: fc.Arbitrary<ControlFact> = fc.oneof(
  worker.map((to): ControlFact => ({ kind: 'delegate', index: 0, to: asAgentId(to) })),
  fc.constant<ControlFact>({ kind: 'report', index: 0 }),
  fc.constantFrom('a', 'b', 'c').map((key): ControlFact => ({ kind: 'submit_answer', index: 0, key })),
  fc.constant<ControlFact>({ kind: 'finish', index: 0 }),
);
const controls = fc
  .array(control, { maxLength: 4 })
  .map((said) => said.map((fact, position) => ({ ...fact, index: position + 1 })));
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ controls }) },
  { weight: 1, arbitrary: fc.record({ code: fc.constantFrom('timed_out' as const, 'malformed_output' as const) }) },
);
/** What is said depends on who says it when, never on the order of events. */
const outcomes = fc.func(outcome).map(
  (of) =>
    ({ agentId, round, purpose }: Activation) =>
      of([agentId, round, purpose].join()),
);
const order = fc.func(fc.nat());
const game = fc.record({ architecture, parameters, outcomeOf: outcomes, order });

type Game = typeof game extends fc.Arbitrary<infer T> ? T : never;

function begin({ architecture: name, parameters: all }: Pick<Game, 'architecture' | 'parameters'>): View {
  const { parameters: infos, team } = architectureOf(name)!;
  const own = Object.fromEntries(infos.map((info) => [info.name, all[info.name as keyof typeof all]]));
  return emptyView(team(own), own);
}

const played = (one: Game, script: Partial<Script> = {}): Played =>
  play(coordinationOf(one.architecture)!, begin(one), { outcomeOf: one.outcomeOf, ...script }, CLOSINGS_AT_MOST);

const asksOf = ({ moves }: Played) => moves.filter((move) => move.move === 'ask');
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** No budget of an architecture: agents x rounds x turns, one plan a round and one synthesis where there are workers. */
function turnLimit({
  architecture: name,
  parameters: { turns, agents, workers, rounds, turnsPerRound },
}: Game): number {
  switch (name) {
    case 'single':
      return turns;
    case 'independent':
      return agents * turns;
    case 'decentralized':
      return agents * rounds * turnsPerRound;
    default:
      return ((workers + 1) * rounds + 1) * turnsPerRound;
  }
}

describe('every architecture', () => {
  it('ends, whatever its agents say and whoever fails', () => {
    fc.assert(
      fc.property(game, (one) => {
        expect(played(one).end).toBeDefined();
      }),
    );
  });

  it('addresses only members, and nobody twice for the same reason', () => {
    fc.assert(
      fc.property(game, (one) => {
        const result = played(one);
        const members = new Set(result.view.team.map(({ agentId }) => agentId));
        for (const move of result.moves) for (const agent of namedIn(move)) expect(members).toContain(agent);
        const asked = asksOf(result).map(({ agentId, round, purpose }) => [agentId, round, purpose].join());
        expect(new Set(asked).size).toBe(asked.length);
        const said = result.moves.filter(({ move }) => move === 'say').map((move) => JSON.stringify(move));
        expect(new Set(said).size).toBe(said.length);
      }),
    );
  });

  it('never says anything to the speaker, or to nobody', () => {
    fc.assert(
      fc.property(game, (one) => {
        for (const move of played(one).moves) {
          if (move.move !== 'say') continue;
          expect(move.to.length).toBeGreaterThan(0);
          expect(move.to).not.toContain(move.from);
        }
      }),
    );
  });

  it('stays within its rounds and turns', () => {
    fc.assert(
      fc.property(game, (one) => {
        const asks = asksOf(played(one));
        const rounds = ['single', 'independent'].includes(one.architecture) ? 1 : one.parameters.rounds;
        for (const { round } of asks) expect(round).toBeLessThanOrEqual(rounds);
        expect(sum(asks.map(({ turns }) => turns))).toBeLessThanOrEqual(turnLimit(one));
      }),
    );
  });

  it('never asks an agent that has failed again', () => {
    fc.assert(
      fc.property(game, (one) => {
        const { activations } = played(one).view;
        for (const { agentId, outcome: how } of activations) {
          if (how.status === 'failed')
            expect(activations.findLast((last) => last.agentId === agentId)?.outcome).toBe(how);
        }
      }),
    );
  });

  it('comes to the same moves in whatever order a round closes', () => {
    fc.assert(
      fc.property(game, (one) => {
        const pick = (open: readonly Activation[]) => one.order(open.map((each) => each.activationId)) % open.length;
        expect(played(one, { pick }).moves).toEqual(played(one).moves);
      }),
    );
  });

  it('comes to the same end when asks have to wait for room', () => {
    fc.assert(
      fc.property(game, (one) => {
        const room = (asks: number, open: number) => Math.min(asks, open === 0 ? 1 : one.order(asks, open) % 2);
        const result = played(one, { room });
        expect(result.end).toEqual(played(one).end);
        expect(asksOf(result)).toEqual(asksOf(played(one)));
      }),
    );
  });

  it('answers the same view with the same moves', () => {
    fc.assert(
      fc.property(game, (one) => {
        const { view } = played(one);
        const rule = coordinationOf(one.architecture)!;
        expect(rule.next(view)).toEqual(rule.next(view));
        expect(rule.best(view)).toEqual(rule.best(view));
      }),
    );
  });

  it('has a best answer as soon as there is one, of a member that gave it', () => {
    fc.assert(
      fc.property(game, fc.nat(8), (one, closings) => {
        const rule = coordinationOf(one.architecture)!;
        const { view } = play(rule, begin(one), { outcomeOf: one.outcomeOf }, closings);
        // An orchestrator's answer ends the run, so what there is before the end are reports.
        const isTeam = one.architecture === 'centralized';
        const kind = isTeam ? 'report' : 'submit_answer';
        const given = view.activations
          .filter(({ purpose }) => !isTeam || purpose === 'work')
          .filter(({ outcome: how }) => how.status === 'done' && how.controls.some((said) => said.kind === kind));
        const turns = given.map(({ outcome: how }) => (how.status === 'done' ? how.turnId : ''));
        expect(rule.best(view).length === 0).toBe(given.length === 0);
        for (const { part } of rule.best(view)) expect(turns).toContain(part.turnId);
      }),
    );
  });
});

function namedIn(move: Move): readonly string[] {
  if (move.move === 'ask') return [move.agentId];
  if (move.move === 'say') return [move.from, ...move.to];
  return move.move === 'finish' ? move.answers.map(({ agentId }) => agentId) : [];
}

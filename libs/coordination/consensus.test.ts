import { describe, expect, it } from '@jest/globals';
import { centralized } from './architectures/centralized.js';
import { decentralized } from './architectures/decentralized.js';
import {
  accepts,
  answers,
  asked,
  emptyView,
  fails,
  finishes,
  objects,
  play,
  said,
  saysNothing,
  type Outcome,
} from './testing/index.js';
import { ledRun, type Lines } from './testing/led-team.js';

describe('consensus of peers', () => {
  /** What each peer says round by round, and the last again. */
  const debate = (byPeer: readonly (readonly Outcome[])[], parameters = {}) => {
    const all = { agents: byPeer.length, rounds: 3, turnsPerRound: 3, consensus: 67, ...parameters };
    const outcomeOf = ({ agentId, round }: { readonly agentId: string; readonly round: number }) => {
      const said = byPeer[Number(agentId.slice('peer-'.length)) - 1] ?? [];
      return said[round - 1] ?? said.at(-1) ?? saysNothing;
    };
    return play(decentralized, emptyView(decentralized.team(all), all), { outcomeOf });
  };
  const [a, b, c] = [answers('a'), answers('b'), answers('c')];
  const roundsOf = ({ view }: ReturnType<typeof debate>) => Math.max(...view.activations.map(({ round }) => round));

  it('ends the debate as soon as enough agree after an exchange, though they agreed before', () => {
    const result = debate([[a], [a], [a]]);
    expect(roundsOf(result)).toBe(2);
    expect(result.view.votes).toMatchObject([{ round: 2, winner: 'a' }]);
    expect(result.end).toMatchObject({ move: 'finish', answers: [{ part: { turnId: 'peer-1.2' } }] });
  });

  it('counts exactly: two of three are not 67 percent, but 66', () => {
    expect(debate([[a], [a], [b]]).end).toMatchObject({ code: 'no_consensus' });
    expect(debate([[a], [a], [b]], { consensus: 66 }).end).toMatchObject({ move: 'finish' });
  });

  it('goes on after the last round until enough agree', () => {
    const result = debate([[a], [b], [b, b, b, a]]);
    expect(roundsOf(debate([[a], [b], [c, c, c, b], [b]], { consensus: 75 }))).toBe(4);
    expect(result.end).toMatchObject({ code: 'no_consensus' });
  });

  it('fails after the further rounds, says how near it was, and keeps its best answer', () => {
    const result = debate([[a], [b], [b]], { consensusRounds: 1 });
    expect(roundsOf(result)).toBe(4);
    expect(result.view.votes.map(({ round }) => round)).toEqual([2, 3, 4]);
    expect(result.end).toEqual({
      move: 'fail',
      code: 'no_consensus',
      message:
        '2 of 3 peers hold the same answer after 4 rounds and 67 % must: lower parameters.consensus, or raise parameters.consensusRounds',
    });
    expect(decentralized.best(result.view)).toMatchObject([{ agentId: 'peer-2', part: { turnId: 'peer-2.4' } }]);
  });

  it('is one of those who are still there, the silent ones among them', () => {
    expect(debate([[a], [a], [b, fails()]]).end).toMatchObject({ move: 'finish' });
    expect(debate([[a], [a], [saysNothing]]).end).toMatchObject({ code: 'no_consensus' });
    expect(debate([[saysNothing], [saysNothing]]).end).toMatchObject({ code: 'no_answer' });
  });

  it('needs no exchange where there is to be none', () => {
    expect(roundsOf(debate([[a], [a]], { rounds: 1 }))).toBe(1);
    expect(roundsOf(debate([[a], [b, a]], { rounds: 1 }))).toBe(2);
  });
});

describe('consensus about an answer of the orchestrator', () => {
  const run = (lines: Lines, parameters = {}) =>
    ledRun(centralized, { consensus: 67, ...parameters }, { synthesise: [answers('1')], ...lines });
  const tail = (all: readonly string[]) => all.slice(all.indexOf('2 synthesise orchestrator') + 1);

  it('is asked of all workers present, and lets it stand', () => {
    const result = run({ 'ratify worker-3': [accepts], ratify: [accepts] });
    expect(tail(asked(result))).toEqual(['2 ratify worker-1', '2 ratify worker-2', '2 ratify worker-3']);
    expect(said(result).slice(-4)).toEqual([
      '2 synthesis orchestrator>worker-1,worker-2,worker-3 orchestrator.3/1',
      '2 review+ worker-1>orchestrator worker-1.2/1',
      '2 review+ worker-2>orchestrator worker-2.2/1',
      '2 review+ worker-3>orchestrator worker-3.1/1',
    ]);
    expect(result.end).toMatchObject({ move: 'finish', answers: [{ part: { turnId: 'orchestrator.3' } }] });
  });

  it('sends it back with the objections otherwise', () => {
    const result = run({ 'ratify worker-1': [objects, accepts], ratify: [accepts] }, { consensus: 100 });
    expect(tail(asked(result)).slice(3)).toEqual([
      '3 synthesise orchestrator',
      '3 ratify worker-1',
      '3 ratify worker-2',
      '3 ratify worker-3',
    ]);
    expect(result.end).toMatchObject({ move: 'finish', answers: [{ part: { turnId: 'orchestrator.4' } }] });
  });

  it('is asked about an answer that is given while planning as well', () => {
    const result = run({ plan: [answers('1')], ratify: [accepts] });
    expect(asked(result)).toEqual([
      '1 plan orchestrator',
      '1 ratify worker-1',
      '1 ratify worker-2',
      '1 ratify worker-3',
    ]);
  });

  it('fails the run after the further rounds, and keeps the last answer as the best', () => {
    const result = run({ plan: [finishes], ratify: [objects] }, { consensusRounds: 1 });
    expect(result.end).toEqual({
      move: 'fail',
      code: 'no_consensus',
      message:
        '0 of 3 workers accept the answer of round 2 and 67 % must: lower parameters.consensus, or raise parameters.consensusRounds',
    });
    expect(centralized.best(result.view)).toMatchObject([{ part: { turnId: 'orchestrator.3' } }]);
  });

  it('is not had by silence, but a worker that is lost has no objection', () => {
    expect(run({ 'ratify worker-1': [saysNothing], ratify: [accepts] }).end).toMatchObject({ code: 'no_consensus' });
    expect(run({ 'ratify worker-1': [fails()], ratify: [accepts] }).end).toMatchObject({ move: 'finish' });
    const lost = run({ ratify: [fails()] });
    expect(lost.end).toMatchObject({ move: 'finish', answers: [{ agentId: 'orchestrator' }] });
    const alone = run({ work: [fails()], 'ratify worker-3': [objects, fails()] });
    expect(tail(asked(alone))).toEqual(['2 ratify worker-3', '3 synthesise orchestrator', '3 ratify worker-3']);
    expect(alone.end).toMatchObject({ move: 'finish' });
  });

  it('asks nobody where nobody is left', () => {
    const result = run({ work: [fails()] }, { workers: 2 });
    expect(tail(asked(result))).toEqual([]);
    expect(result.end).toMatchObject({ move: 'finish', because: 'answered' });
  });

  it('ends with what the workers have found when the orchestrator is lost over it, and without an answer when it is silent', () => {
    const again = (second: Outcome) => run({ synthesise: [answers('1'), second], ratify: [objects] });
    expect(again(fails()).end).toMatchObject({ because: 'member_lost', answers: [{ agentId: 'worker-1' }, {}] });
    expect(again(saysNothing).end).toMatchObject({ code: 'no_answer' });
  });
});

describe('an answer with an account', () => {
  const run = (lines: Lines, parameters = {}) =>
    ledRun(
      centralized,
      { orchestratorSynthesis: 1, accountTurns: 2, ...parameters },
      { account: [answers('1')], ...lines },
    );

  it('is given in an activation of its own', () => {
    const result = run({});
    expect(asked(result).slice(-2)).toEqual(['2 plan orchestrator', '2 account orchestrator']);
    expect(result.moves.at(-2)).toMatchObject({ purpose: 'account', turns: 2 });
    expect(result.end).toMatchObject({ move: 'finish', answers: [{ part: { turnId: 'orchestrator.3' } }] });
  });

  it('is asked for when the plan answers at once, whatever else the plan says', () => {
    expect(asked(run({ plan: [answers('1')] }))).toEqual(['1 plan orchestrator', '1 account orchestrator']);
  });

  it('is asked for again where consensus is', () => {
    const result = run({ plan: [finishes], ratify: [objects] }, { consensus: 50, consensusRounds: 1 });
    expect(asked(result).filter((one) => one.includes('account'))).toEqual([
      '1 account orchestrator',
      '2 account orchestrator',
    ]);
  });
});

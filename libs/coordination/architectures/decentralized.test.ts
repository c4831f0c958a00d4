import { describe, expect, it } from '@jest/globals';
import { answers, emptyView, fails, play, saysNothing, type Outcome } from '../testing/index.js';
import { decentralized } from './decentralized.js';

const start = emptyView(decentralized.team({ agents: 3 }), { agents: 3, rounds: 3, turnsPerRound: 3 });

/** Each peer's outcomes by round; after the last one it goes on saying the same. */
const script = (byPeer: Readonly<Record<string, readonly Outcome[]>>) => ({
  outcomeOf: ({ agentId, round }: { readonly agentId: string; readonly round: number }) => {
    const said = byPeer[agentId] ?? [];
    return said[round - 1] ?? said.at(-1) ?? saysNothing;
  },
});
const debate = (byPeer: Readonly<Record<string, readonly Outcome[]>>, limit?: number) =>
  play(decentralized, start, script(byPeer), limit);

describe('decentralized', () => {
  it('lets everybody answer alone, then debate in every round, agreed or not', () => {
    const { moves } = debate({ 'peer-1': [answers('a')], 'peer-2': [answers('a')], 'peer-3': [answers('a')] });
    const asks = moves.filter((move) => move.move === 'ask');
    expect(asks.map(({ agentId, round, purpose }) => `${round} ${purpose} ${agentId}`)).toEqual([
      '1 solve peer-1',
      '1 solve peer-2',
      '1 solve peer-3',
      '2 debate peer-1',
      '2 debate peer-2',
      '2 debate peer-3',
      '3 debate peer-1',
      '3 debate peer-2',
      '3 debate peer-3',
    ]);
  });

  it('sends every answer of a round to all other peers as one message', () => {
    const { view } = debate({ 'peer-1': [answers('a')], 'peer-2': [answers('b')], 'peer-3': [answers('c')] });
    expect(view.messages).toHaveLength(6);
    expect(view.messages[1]).toEqual({
      from: 'peer-2',
      to: ['peer-1', 'peer-3'],
      kind: 'debate',
      round: 1,
      part: { turnId: 'peer-2.1', index: 1 },
    });
  });

  it('takes the majority of the final answers', () => {
    const { end, view } = debate({
      'peer-1': [answers('a')],
      'peer-2': [answers('b')],
      'peer-3': [answers('a'), answers('b')],
    });
    expect(view.votes).toMatchObject([{ round: 3, winner: 'b', tie: false }]);
    expect(end).toEqual({
      move: 'finish',
      answers: [{ agentId: 'peer-2', part: { turnId: 'peer-2.3', index: 1 } }],
      because: 'answered',
    });
  });

  it('decides a tie for the answer that was given first, even if by another peer', () => {
    const { view } = debate({
      'peer-1': [answers('c'), answers('a')],
      'peer-2': [answers('a'), answers('b')],
      'peer-3': [answers('b'), answers('c')],
    });
    expect(view.votes).toMatchObject([{ winner: 'c', tie: true, ballots: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] }]);
  });

  it('goes on without a peer that has failed, and counts no ballot of it', () => {
    const { view, end } = debate({
      'peer-1': [answers('a'), fails()],
      'peer-2': [answers('b')],
      'peer-3': [answers('b')],
    });
    expect(view.messages.filter(({ round }) => round === 2).map(({ to }) => to)).toEqual([['peer-3'], ['peer-2']]);
    expect(view.votes[0]?.ballots.map(({ agentId }) => agentId)).toEqual(['peer-2', 'peer-3']);
    expect(end).toMatchObject({ answers: [{ agentId: 'peer-2' }] });
  });

  it('counts the last answer of a peer that falls silent', () => {
    const { view } = debate({ 'peer-1': [answers('a'), saysNothing] });
    expect(view.votes).toMatchObject([{ ballots: [{ agentId: 'peer-1', part: { turnId: 'peer-1.1' } }] }]);
  });

  it('lets the last peer work on with nobody to talk to', () => {
    const { view, end } = debate({ 'peer-1': [answers('a')], 'peer-2': [fails()], 'peer-3': [fails()] });
    expect(view.messages).toEqual([]);
    expect(end).toMatchObject({ move: 'finish', answers: [{ part: { turnId: 'peer-1.3' } }] });
  });

  it('fails when nobody is left', () => {
    const everybody = { 'peer-1': [answers('a'), fails()], 'peer-2': [fails()], 'peer-3': [fails()] };
    expect(debate(everybody).end).toMatchObject({ move: 'fail', code: 'nobody_left' });
  });

  it('fails when those who are left have never answered', () => {
    const silent = { 'peer-1': [answers('a'), answers('a'), fails()] };
    expect(debate(silent).end).toMatchObject({ move: 'fail', code: 'no_answer' });
  });
});

describe('the best answer of peers', () => {
  const peers = {
    'peer-1': [answers('a'), answers('b')],
    'peer-2': [answers('a')],
    'peer-3': [answers('b')],
  };
  const bestAfter = (closings: number, all: Readonly<Record<string, readonly Outcome[]>> = peers) =>
    decentralized.best(debate(all, closings - 1).view);

  it('is none before anybody has answered', () => {
    expect(decentralized.best(start)).toEqual([]);
  });

  it('is the vote over what there is while the first round runs', () => {
    expect(bestAfter(1)).toEqual([{ agentId: 'peer-1', part: { turnId: 'peer-1.1', index: 1 } }]);
  });

  it('is the vote of the last closed round while a later one runs', () => {
    expect(bestAfter(4)).toEqual([{ agentId: 'peer-1', part: { turnId: 'peer-1.1', index: 1 } }]);
    expect(bestAfter(6)).toEqual([{ agentId: 'peer-1', part: { turnId: 'peer-1.2', index: 1 } }]);
  });

  it('is an answer of the running round where the closed ones have none', () => {
    const late = { 'peer-1': [saysNothing, answers('b')], 'peer-2': [saysNothing], 'peer-3': [saysNothing] };
    expect(bestAfter(4, late)).toEqual([{ agentId: 'peer-1', part: { turnId: 'peer-1.2', index: 1 } }]);
  });
});

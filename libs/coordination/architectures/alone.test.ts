import { describe, expect, it } from '@jest/globals';
import { answers, carriedOut, closed, emptyView, fails, play, saysNothing, type Outcome } from '../testing/index.js';
import { independent } from './independent.js';
import { single } from './single.js';

const outcomesOf = (byAgent: Readonly<Record<string, Outcome>>) => ({
  outcomeOf: ({ agentId }: { readonly agentId: string }) => byAgent[agentId] ?? saysNothing,
});

describe('single', () => {
  const start = emptyView(single.team({}), { turns: 10 });

  it('gives its one agent the floor for all its turns', () => {
    expect(single.next(start)).toEqual([{ move: 'ask', agentId: 'solo', round: 1, purpose: 'solve', turns: 10 }]);
  });

  it('waits while the agent works', () => {
    expect(single.next(carriedOut(start, single.next(start)))).toEqual([]);
  });

  it('finishes with the answer', () => {
    expect(play(single, start, outcomesOf({ solo: answers('42') })).end).toEqual({
      move: 'finish',
      answers: [{ agentId: 'solo', part: { turnId: 'solo.1', index: 1 } }],
      because: 'answered',
    });
  });

  it('fails without an answer when the turns are used up', () => {
    expect(play(single, start, outcomesOf({ solo: saysNothing })).end).toEqual({
      move: 'fail',
      code: 'no_answer',
      message: 'no agent answered within its turns: solo',
    });
  });

  it('fails when its agent fails, and says why it did', () => {
    expect(play(single, start, outcomesOf({ solo: fails('model_not_found') })).end).toEqual({
      move: 'fail',
      code: 'nobody_left',
      message: 'no agent is left: solo failed with model_not_found',
    });
  });

  it("takes the paper's ten turns where none are given", () => {
    expect(single.next(emptyView(single.team({})))).toMatchObject([{ turns: 10 }]);
  });
});

describe('independent', () => {
  const start = emptyView(independent.team({ agents: 3 }), { agents: 3, turns: 4 });

  it('asks everybody at once and sends no messages', () => {
    const { moves } = play(independent, start, outcomesOf({ 'agent-1': answers('1') }));
    expect(moves.map(({ move }) => move)).toEqual(['ask', 'ask', 'ask', 'finish']);
  });

  it('waits for the last agent', () => {
    const asked = carriedOut(start, independent.next(start));
    const [first, second] = asked.team;
    const two = closed(closed(asked, first!.agentId, answers('1')), second!.agentId, answers('2'));
    expect(independent.next(two)).toEqual([]);
  });

  it('joins the answers in member order, without those that have none', () => {
    const script = outcomesOf({ 'agent-1': answers('1'), 'agent-2': fails(), 'agent-3': answers('3') });
    const last = play(independent, start, { ...script, pick: (open) => open.length - 1 });
    expect(last.end).toMatchObject({ answers: [{ agentId: 'agent-1' }, { agentId: 'agent-3' }], because: 'answered' });
  });

  it('fails when everybody has failed, naming each failure', () => {
    const { end } = play(independent, start, { outcomeOf: () => fails('rate_limited') });
    expect(end).toMatchObject({
      code: 'nobody_left',
      message: expect.stringContaining('agent-3 failed with rate_limited'),
    });
  });

  it('fails when those who are left say nothing', () => {
    expect(play(independent, start, outcomesOf({ 'agent-1': fails() })).end).toMatchObject({ code: 'no_answer' });
  });

  it('asks again for an agent that found no room, and only for it', () => {
    const asked = carriedOut(start, independent.next(start).slice(0, 2));
    expect(independent.next(asked)).toMatchObject([{ move: 'ask', agentId: 'agent-3' }]);
  });

  it('offers the answers that there are as the best', () => {
    const asked = carriedOut(start, independent.next(start));
    expect(independent.best(asked)).toEqual([]);
    expect(independent.best(closed(asked, start.team[1]!.agentId, answers('2')))).toMatchObject([
      { agentId: 'agent-2' },
    ]);
  });
});

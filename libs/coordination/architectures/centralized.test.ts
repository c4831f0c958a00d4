import { describe, expect, it } from '@jest/globals';
import {
  answers,
  asked,
  delegates,
  emptyView,
  fails,
  finishes,
  play,
  reports,
  said,
  saysNothing,
  type Outcome,
  type Played,
} from '../testing/index.js';
import { centralized } from './centralized.js';

const start = emptyView(centralized.team({ workers: 3 }), { workers: 3, rounds: 5, turnsPerRound: 3 });

interface Team {
  /** The orchestrator's plans by round; after the last one it goes on planning the same. */
  readonly plans: readonly Outcome[];
  readonly workers?: Readonly<Record<string, Outcome>>;
  readonly synthesis?: Outcome;
}

const run = ({ plans, workers = {}, synthesis = answers('42') }: Team, limit?: number): Played =>
  play(
    centralized,
    start,
    {
      outcomeOf: ({ agentId, round, purpose }) => {
        if (purpose === 'synthesise') return synthesis;
        if (purpose === 'work') return workers[agentId] ?? reports;
        return plans[round - 1] ?? plans.at(-1) ?? saysNothing;
      },
    },
    limit,
  );

describe('centralized', () => {
  it('plans, lets the briefed workers work, plans again, and synthesises', () => {
    const result = run({ plans: [delegates('worker-3', 'worker-1'), finishes] });
    expect(asked(result)).toEqual([
      '1 plan orchestrator',
      '1 work worker-1',
      '1 work worker-3',
      '2 plan orchestrator',
      '2 synthesise orchestrator',
    ]);
    expect(said(result)).toEqual([
      '1 delegate orchestrator>worker-3 orchestrator.1/1',
      '1 delegate orchestrator>worker-1 orchestrator.1/2',
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 report worker-3>orchestrator worker-3.1/1',
    ]);
    expect(result.end).toMatchObject({ answers: [{ agentId: 'orchestrator', part: { turnId: 'orchestrator.3' } }] });
  });

  it('sends briefs before it gives the floor', () => {
    const kinds = run({ plans: [delegates('worker-1'), answers('1')] }).moves.map(({ move }) => move);
    expect(kinds).toEqual(['ask', 'say', 'ask', 'say', 'ask', 'finish']);
  });

  it('finishes at once with an answer in a plan', () => {
    expect(run({ plans: [answers('1')] }).moves.map(({ move }) => move)).toEqual(['ask', 'finish']);
  });

  it('gives one worker the floor once for several briefs', () => {
    const result = run({ plans: [delegates('worker-1', 'worker-1'), finishes] });
    expect(asked(result).filter((ask) => ask.includes('work '))).toEqual(['1 work worker-1']);
    expect(said(result).filter((one) => one.includes('delegate'))).toHaveLength(2);
  });

  it('synthesises when the rounds are used up', () => {
    const result = run({ plans: [delegates('worker-1')] });
    expect(asked(result).filter((ask) => ask.includes('plan'))).toHaveLength(5);
    expect(asked(result).at(-1)).toBe('5 synthesise orchestrator');
  });

  it('spends a round on a plan that says nothing or delegates to nobody of the team', () => {
    const result = run({ plans: [saysNothing, delegates('stranger'), finishes] });
    expect(asked(result)).toEqual([
      '1 plan orchestrator',
      '2 plan orchestrator',
      '3 plan orchestrator',
      '3 synthesise orchestrator',
    ]);
  });

  it('lets delegated work run although the plan also says that it is finished', () => {
    const both = { controls: [...controlsOf(finishes), ...controlsOf(delegates('worker-2'))] };
    expect(asked(run({ plans: [both, answers('1')] }))).toContain('1 work worker-2');
  });

  it('tells the orchestrator that a worker has failed, and of its silence nothing', () => {
    const result = run({
      plans: [delegates('worker-1', 'worker-2'), finishes],
      workers: { 'worker-1': fails(), 'worker-2': saysNothing },
    });
    expect(said(result).slice(2)).toEqual(['1 error worker-1>orchestrator worker-1.1/0']);
    expect(result.end).toMatchObject({ move: 'finish', because: 'answered' });
  });

  it('says again that a worker has failed when it is given work again, without asking it', () => {
    const result = run({
      plans: [delegates('worker-1'), delegates('worker-1', 'worker-2'), finishes],
      workers: { 'worker-1': fails() },
    });
    expect(asked(result).filter((ask) => ask.includes('work '))).toEqual(['1 work worker-1', '2 work worker-2']);
    expect(said(result)).toEqual([
      '1 delegate orchestrator>worker-1 orchestrator.1/1',
      '1 error worker-1>orchestrator worker-1.1/0',
      '2 delegate orchestrator>worker-2 orchestrator.2/2',
      '2 error worker-1>orchestrator worker-1.1/0',
      '2 report worker-2>orchestrator worker-2.1/1',
    ]);
  });

  it('fails when the synthesis gives no answer', () => {
    const { end } = run({ plans: [finishes], synthesis: saysNothing });
    expect(end).toEqual({
      move: 'fail',
      code: 'no_answer',
      message: 'orchestrator gave no answer when it was asked for one',
    });
  });

  it("ends with each worker's last report when the orchestrator is lost", () => {
    const lost = run({ plans: [delegates('worker-2', 'worker-1'), delegates('worker-1'), fails()] });
    expect(lost.end).toEqual({
      move: 'finish',
      answers: [
        { agentId: 'worker-1', part: { turnId: 'worker-1.2', index: 1 } },
        { agentId: 'worker-2', part: { turnId: 'worker-2.1', index: 1 } },
      ],
      because: 'member_lost',
    });
    const atTheEnd = run({ plans: [delegates('worker-1'), finishes], synthesis: fails() });
    expect(atTheEnd.end).toMatchObject({ because: 'member_lost', answers: [{ agentId: 'worker-1' }] });
  });

  it("fails with the orchestrator's own code when nobody has reported", () => {
    expect(run({ plans: [fails('authentication_failed')] }).end).toEqual({
      move: 'fail',
      code: 'authentication_failed',
      message: 'orchestrator failed with authentication_failed before any worker had reported',
    });
  });

  it('has the last reports as its best answers', () => {
    expect(centralized.best(run({ plans: [delegates('worker-1')] }, 0).view)).toEqual([]);
    expect(centralized.best(run({ plans: [delegates('worker-1')] }, 1).view)).toMatchObject([{ agentId: 'worker-1' }]);
  });
});

const controlsOf = (outcome: Outcome) => ('controls' in outcome ? outcome.controls : []);

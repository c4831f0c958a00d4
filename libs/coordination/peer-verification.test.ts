import { describe, expect, it } from '@jest/globals';
import { centralized } from './architectures/centralized.js';
import { decentralized } from './architectures/decentralized.js';
import {
  accepts,
  answers,
  asked,
  delegates,
  emptyView,
  fails,
  objects,
  play,
  reports,
  revises,
  said,
  saysNothing,
  type Outcome,
} from './testing/index.js';
import { ledRun, type Lines } from './testing/led-team.js';
import type { Activation } from './view.js';

describe('findings that are reviewed before the orchestrator gets them', () => {
  const run = (reviews: number, lines: Lines) =>
    ledRun(centralized, { peerVerification: reviews }, { synthesise: [answers('1')], ...lines });
  /** From the first review on. */
  const between = (all: readonly string[]) =>
    all.filter((one) => one.startsWith('1 ') && !/ (plan|delegate) /.test(one));

  it('go to the next worker in member order, whose consent stands below the report', () => {
    const result = run(1, { review: [accepts] });
    expect(between(asked(result))).toEqual([
      '1 work worker-1',
      '1 work worker-2',
      '1 review worker-2',
      '1 review worker-3',
    ]);
    expect(between(said(result))).toEqual([
      '1 finding worker-1>worker-2 worker-1.1/1',
      '1 finding worker-2>worker-3 worker-2.1/1',
      '1 review+ worker-2>worker-1 worker-2.2/1',
      '1 review+ worker-3>worker-2 worker-3.1/1',
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 review+ worker-2>orchestrator worker-2.2/1',
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 review+ worker-3>orchestrator worker-3.1/1',
    ]);
  });

  it('go back to their author with an objection, and on as it then says', () => {
    const result = run(1, { 'review worker-2': [objects], review: [accepts], revise: [revises] });
    expect(asked(result).slice(-3)).toEqual(['1 revise worker-1', '2 plan orchestrator', '2 synthesise orchestrator']);
    expect(between(said(result)).slice(2)).toEqual([
      '1 review- worker-2>worker-1 worker-2.2/1',
      '1 review+ worker-3>worker-2 worker-3.1/1',
      '1 report worker-1>orchestrator worker-1.2/1',
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 review+ worker-3>orchestrator worker-3.1/1',
    ]);
  });

  it('are reviewed again after a revision, as often as the parameter says, and only where they have changed', () => {
    const stubborn: Lines = { 'review worker-2': [objects], review: [accepts], revise: [revises] };
    const reviews = (times: number) => asked(run(times, stubborn)).filter((one) => one.includes(' review '));
    expect(reviews(2)).toEqual(['1 review worker-2', '1 review worker-3', '1 review worker-2']);
    expect(reviews(3)).toHaveLength(4);
  });

  it('reach the orchestrator with the objection where the author leaves them as they are', () => {
    const result = run(3, { 'review worker-2': [objects], review: [accepts], revise: [saysNothing] });
    expect(asked(result).filter((one) => one.includes(' review '))).toHaveLength(2);
    expect(said(result)).toContain('1 review- worker-2>orchestrator worker-2.2/1');
    expect(said(result)).toContain('1 report worker-1>orchestrator worker-1.1/1');
  });

  it('stand as they are when the reviewer is lost or says nothing', () => {
    const result = run(2, { 'review worker-2': [fails()], 'review worker-3': [saysNothing] });
    expect(asked(result).filter((one) => one.includes(' revise '))).toEqual([]);
    expect(between(said(result)).slice(2)).toEqual([
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 error worker-2>orchestrator worker-2.2/0',
    ]);
  });

  it('stand with the objection when their author is lost, while it reviews or while it revises', () => {
    const reviewing = run(2, { 'review worker-3': [objects], 'review worker-2': [fails()] });
    expect(asked(reviewing).filter((one) => one.includes(' revise '))).toEqual([]);
    expect(said(reviewing)).not.toContain('1 review- worker-3>worker-2 worker-3.1/1');
    expect(said(reviewing)).toContain('1 review- worker-3>orchestrator worker-3.1/1');
    const revising = run(2, { 'review worker-3': [objects], 'review worker-2': [accepts], revise: [fails()] });
    expect(asked(revising).filter((one) => one.includes(' review '))).toHaveLength(2);
    expect(said(revising).slice(-3)).toEqual([
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 review- worker-3>orchestrator worker-3.1/1',
      '1 error worker-2>orchestrator worker-2.3/0',
    ]);
  });

  it('are not reviewed any more when their author is lost before', () => {
    const lines = { 'verify worker-1': [fails()], verify: [reports], review: [accepts], synthesise: [answers('1')] };
    const plan = [delegates('worker-1', 'worker-3'), answers('1')];
    const parameters = { peerVerification: 1, subproblemVerification: 1 };
    const result = ledRun(centralized, parameters, { plan, ...lines });
    expect(asked(result).slice(3, -1)).toEqual(['1 verify worker-1', '1 verify worker-2', '1 review worker-2']);
    expect(said(result).filter((one) => /finding .*>worker|review/.test(one))).toEqual([
      '1 finding worker-3>worker-2 worker-3.1/1',
      '1 review+ worker-2>worker-3 worker-2.2/1',
      '1 review+ worker-2>orchestrator worker-2.2/1',
    ]);
    expect(said(result)).toContain('1 report worker-1>orchestrator worker-1.1/1');
  });

  it('go to the one after a reviewer that is lost, round again', () => {
    const plan = [delegates('worker-2'), delegates('worker-1', 'worker-3'), answers('1')];
    const result = run(1, { plan, 'work worker-2': [fails()], review: [accepts] });
    expect(asked(result).filter((one) => one.includes(' review '))).toEqual(['2 review worker-1', '2 review worker-3']);
    expect(said(result)).toContain('2 finding worker-1>worker-3 worker-1.1/1');
  });

  it('are not reviewed where nobody else is left', () => {
    const alone = ledRun(
      centralized,
      { workers: 1, peerVerification: 3 },
      { plan: [delegates('worker-1'), answers('1')] },
    );
    expect(asked(alone)).toEqual(['1 plan orchestrator', '1 work worker-1', '2 plan orchestrator']);
  });

  it('are all that a worker reported in one turn', () => {
    const two = { controls: [1, 2].map((index) => ({ kind: 'report', index }) as const) };
    const result = run(1, {
      plan: [delegates('worker-1'), answers('1')],
      work: [two],
      review: [objects],
      revise: [reports],
    });
    expect(between(said(result))).toEqual([
      '1 finding worker-1>worker-2 worker-1.1/1',
      '1 finding worker-1>worker-2 worker-1.1/2',
      '1 review- worker-2>worker-1 worker-2.1/1',
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 report worker-1>orchestrator worker-1.1/2',
      '1 review- worker-2>orchestrator worker-2.1/1',
    ]);
  });
});

describe('answers that are reviewed before the other peers get them', () => {
  const debate = (outcomeOf: (activation: Activation) => Outcome) => {
    const parameters = { agents: 3, rounds: 2, turnsPerRound: 3, peerVerification: 1, reviewTurns: 1, reviseTurns: 4 };
    return play(decentralized, emptyView(decentralized.team(parameters), parameters), { outcomeOf });
  };

  it('are revised by another answer, and nobody is sent the same one twice', () => {
    const result = debate(({ agentId, purpose }) => {
      if (purpose === 'review') return agentId === 'peer-2' ? objects : accepts;
      return answers(purpose === 'reconsider' ? 'b' : agentId === 'peer-1' ? 'a' : 'b');
    });
    expect(result.moves.filter((move) => move.move === 'ask' && move.purpose === 'reconsider')).toMatchObject([
      { agentId: 'peer-1', round: 1, turns: 4 },
      { agentId: 'peer-1', round: 2, turns: 4 },
    ]);
    expect(said(result).filter((one) => one.startsWith('1 '))).toEqual([
      '1 finding peer-1>peer-2 peer-1.1/1',
      '1 finding peer-2>peer-3 peer-2.1/1',
      '1 finding peer-3>peer-1 peer-3.1/1',
      '1 review+ peer-1>peer-3 peer-1.2/1',
      '1 review- peer-2>peer-1 peer-2.2/1',
      '1 review+ peer-3>peer-2 peer-3.2/1',
      '1 debate peer-1>peer-2,peer-3 peer-1.3/1',
      '1 debate peer-2>peer-1 peer-2.1/1',
      '1 review+ peer-3>peer-1 peer-3.2/1',
      '1 debate peer-3>peer-2 peer-3.1/1',
      '1 review+ peer-1>peer-2 peer-1.2/1',
    ]);
    expect(result.view.votes).toMatchObject([
      { round: 2, winner: 'b', ballots: [{ key: 'b' }, { key: 'b' }, { key: 'b' }] },
    ]);
  });

  it('end the run when everybody is lost over their reviews', () => {
    const { end } = debate(({ purpose }) => (purpose === 'review' ? fails() : answers('a')));
    expect(end).toMatchObject({ move: 'fail', code: 'nobody_left' });
  });
});

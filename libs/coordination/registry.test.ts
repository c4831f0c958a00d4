import { describe, expect, it } from '@jest/globals';
import { asAgentId, type Role } from '#events';
import { architectureOf, architectures, coordinationOf } from './registry.js';

const team = (...roles: readonly Role[]) =>
  roles.map((role, index) => ({ agentId: asAgentId(`${role}-${index}`), role }));

describe('the registry', () => {
  it("lists every architecture with the paper's preset and its team", () => {
    const listed = architectures().map(({ name, preset, team: members }) => [name, preset, members.length]);
    expect(listed).toEqual([
      ['centralized', { workers: 3, rounds: 5, turnsPerRound: 3 }, 4],
      ['decentralized', { agents: 3, rounds: 3, turnsPerRound: 3 }, 3],
      ['hybrid', { workers: 3, rounds: 5, turnsPerRound: 3 }, 4],
      ['independent', { agents: 3, turns: 10 }, 3],
      ['single', { turns: 10 }, 1],
    ]);
  });

  it('has defaults within their limits, and says what everything is', () => {
    for (const { description, parameters } of architectures()) {
      expect(description).not.toBe('');
      for (const { meaning, min, max, default: value } of parameters) {
        expect(meaning).not.toBe('');
        expect(min).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(max);
      }
    }
  });

  it('has every mechanism of ours off by default, but what makes a team hybrid', () => {
    for (const { name, parameters } of architectures()) {
      const mechanisms = architectureOf(name)!.mechanisms.map((one) => one.switch);
      expect(parameters).toEqual(expect.arrayContaining(mechanisms));
      const on = mechanisms.filter((info) => info.default > 0).map((info) => info.name);
      expect(on).toEqual(name === 'hybrid' ? ['peerRounds'] : []);
      expect(mechanisms.map(({ source }) => source)).toEqual(mechanisms.map(() => 'ours'));
    }
  });

  it('knows nothing by another name', () => {
    expect(coordinationOf('swarm')).toBeUndefined();
    expect(coordinationOf('toString')).toBeUndefined();
  });
});

describe('check', () => {
  const rule = coordinationOf('centralized')!;

  it('accepts the team that the parameters call for, in any order and by any names', () => {
    expect(rule.check(team('worker', 'orchestrator'), { workers: 1, rounds: 2 })).toBeUndefined();
  });

  it('says which team would be right', () => {
    expect(rule.check(team('orchestrator', 'peer'), { workers: 2 })).toBe(
      'the team must be 1 of role orchestrator and 2 of role worker, not 1 of role orchestrator and 1 of role peer',
    );
    expect(rule.check([], {})).toMatch('not empty');
  });

  it('refuses two agents of one name', () => {
    const [lead, worker] = team('orchestrator', 'worker');
    expect(rule.check([lead!, worker!, worker!], { workers: 2 })).toMatch('worker-1 stands there twice');
  });

  it.each([0, 101, 1.5, '3', true])('refuses %p rounds and names the limits', (rounds) => {
    expect(rule.check(team('orchestrator', 'worker'), { workers: 1, rounds })).toMatch(
      'parameters.rounds must be an integer from 1 to 100',
    );
  });

  it('refuses an unknown parameter and lists the known ones', () => {
    expect(rule.check(team('orchestrator'), { speed: 1 })).toBe(
      'parameters.speed is not a parameter of this architecture; it has workers, rounds, turnsPerRound, consensus, ' +
        'consensusRounds, ratifyTurns, peerVerification, reviewTurns, reviseTurns, subproblemVerification, verifyTurns, ' +
        'orchestratorSynthesis, accountTurns',
    );
  });
});

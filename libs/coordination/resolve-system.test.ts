import { describe, expect, it } from '@jest/globals';
import { asAgentId, ResolvedSystemSchema, type ModelSpec } from '#events';
import { architectures } from './registry.js';
import { resolveSystem, type SystemRequest } from './resolve-system.js';
import { MODEL, systemOf, toolNamed } from './testing/index.js';

const HIGH: ModelSpec = { provider: 'scripted', model: 'high', tier: 'high', calling: 'native', parameters: {} };
const agent = (agentId: string, rest: object = {}) => ({ agentId: asAgentId(agentId), ...rest });

const problemsOf = (request: Partial<SystemRequest>, tools: readonly string[] = ['search']) => {
  const resolution = resolveSystem({ architecture: 'single', model: MODEL, ...request }, tools.map(toolNamed));
  return 'problems' in resolution ? resolution.problems.map(({ field, message }) => `${field} ${message}`) : [];
};

describe('resolveSystem', () => {
  it.each(architectures())('resolves $name by name alone, in schema key order', ({ name, preset, team }) => {
    const system = systemOf({ architecture: name });
    expect(JSON.stringify(ResolvedSystemSchema.parse(system))).toBe(JSON.stringify(system));
    expect(system).toMatchObject({ name, parameters: preset, promptsVersion: 'v1' });
    expect(system.agents.map(({ agentId, role }) => ({ agentId, role }))).toEqual(team);
  });

  it('gives every agent the tools of the task, but the orchestrator none', () => {
    const tools = systemOf({ architecture: 'centralized' }).agents.map((one) => one.tools);
    expect(tools).toEqual([[], ['search'], ['search'], ['search']]);
  });

  it('tells agents their team and tools', () => {
    const [lead, worker] = systemOf({ architecture: 'centralized' }, ['search', 'calculator']).agents;
    expect(lead?.instructions).toMatch('Your workers are worker-1, worker-2, worker-3.');
    expect(lead?.instructions).toMatch('You have no tools');
    expect(worker?.instructions).toMatch('a worker in a team that orchestrator leads');
    expect(worker?.instructions).toMatch('Your tools for the work: search, calculator.');
    const [peer] = systemOf({ architecture: 'decentralized' }).agents;
    expect(peer?.instructions).toMatch('The others are peer-2, peer-3.');
    const [alone] = systemOf({ architecture: 'decentralized', parameters: { agents: 1 } }).agents;
    expect(alone?.instructions).toMatch('The others are nobody.');
  });

  it('carries the prompts of the purposes that the architecture has, and of a repair', () => {
    expect(Object.keys(systemOf({ architecture: 'decentralized' }).prompts)).toEqual(['solve', 'debate', 'repair']);
  });

  it('carries the prompts of the mechanisms that are on, and tells whom they concern', () => {
    const parameters = { peerVerification: 1, orchestratorSynthesis: 1 };
    const plain = systemOf({ architecture: 'centralized' });
    const checked = systemOf({ architecture: 'centralized', parameters });
    expect(Object.keys(plain.prompts)).toEqual(['plan', 'work', 'synthesise', 'repair']);
    expect(Object.keys(checked.prompts)).toEqual([
      'plan',
      'work',
      'synthesise',
      'review',
      'revise',
      'account',
      'repair',
    ]);
    const told = (text: string) =>
      [plain, checked].map(({ agents }) => agents.map((one) => JSON.stringify(one).includes(text)));
    expect(told('reviewed by another worker before orchestrator gets it')).toEqual([
      [false, false, false, false],
      [false, true, true, true],
    ]);
    expect(told('An answer that you give while you plan only ends the planning.')[1]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("tells hybrid's workers of their exchange unless there is none", () => {
    const worker = (parameters: object) =>
      systemOf({ architecture: 'hybrid', parameters: { ...parameters } }).agents[1];
    expect(worker({})?.instructions).toMatch('before orchestrator gets them. So say first what matters most.');
    expect(worker({ peerRounds: 0 })).toEqual(systemOf({ architecture: 'centralized' }).agents[1]);
  });

  it('takes a team as it is listed, each agent with its own model, tools, context and words', () => {
    const system = systemOf({
      architecture: 'centralized',
      name: 'mixed',
      parameters: { rounds: 2 },
      agents: [
        agent('chief', { model: HIGH, tools: ['search'], instructions: 'Be brief, {self}.' }),
        agent('hand', { context: { maxTokens: 4_000, policy: 'dropOldest' }, tools: [] }),
      ],
    });
    expect(system).toMatchObject({
      name: 'mixed',
      parameters: { workers: 1, rounds: 2, turnsPerRound: 3 },
      agents: [
        { agentId: 'chief', role: 'orchestrator', model: { model: 'high' }, tools: ['search'] },
        { agentId: 'hand', role: 'worker', model: { model: 'one' }, tools: [], context: { maxTokens: 4_000 } },
      ],
    });
    expect(system.agents[0]?.instructions).toMatch(/\n\nBe brief, \{self\}\.$/);
    expect(JSON.stringify(ResolvedSystemSchema.parse(system))).toBe(JSON.stringify(system));
  });

  it('takes roles as they are given', () => {
    const agents = [agent('hand', { role: 'worker' }), agent('chief', { role: 'orchestrator' })];
    expect(systemOf({ architecture: 'centralized', agents }).agents.map(({ role }) => role)).toEqual([
      'worker',
      'orchestrator',
    ]);
  });

  it('fills in the limits that are not given', () => {
    expect(systemOf({ limits: { attempts: 1, backoffMs: undefined } }).limits).toEqual({
      turnTimeoutMs: 120_000,
      attempts: 1,
      backoffMs: 500,
      maxBackoffMs: 30_000,
      approvalMs: 86_400_000,
    });
    const limits = { turnTimeoutMs: 1, attempts: 2, backoffMs: 3, maxBackoffMs: 4, approvalMs: 5 };
    expect(systemOf({ limits }).limits).toEqual(limits);
  });
});

describe('a system that cannot be', () => {
  it('is of an unknown architecture', () => {
    expect(problemsOf({ architecture: 'swarm' })).toEqual([
      'architecture "swarm" is unknown; use one of centralized, decentralized, hybrid, independent, single',
    ]);
  });

  it('has parameters that the architecture does not have, or out of their limits', () => {
    expect(problemsOf({ parameters: { turns: 0, agents: 3 } })).toEqual([
      'parameters.turns must be an integer from 1 to 10000 (turns that the agent may take)',
      'parameters.agents is not a parameter of this architecture; it has turns',
    ]);
  });

  it('has a team of the wrong size or kind', () => {
    expect(problemsOf({ agents: [agent('one'), agent('two')] })).toEqual([
      'agents the team must be 1 of role solo, not 2 of role solo',
    ]);
    const three = ['a', 'b', 'c'].map((id) => agent(id));
    expect(problemsOf({ architecture: 'decentralized', parameters: { agents: 2 }, agents: three })).toEqual([
      'agents the team must be 2 of role peer, not 3 of role peer',
    ]);
    expect(problemsOf({ architecture: 'centralized', agents: [agent('chief')] })).toEqual([
      'agents the team must be 1 of role orchestrator and 1 of role worker, not 1 of role orchestrator',
    ]);
  });

  it('has tools that the task has not, or that are called like a control tool', () => {
    const tools = ['dig', 'search'];
    expect(problemsOf({ agents: [agent('solo', { tools })] })).toEqual([
      'agents[0].tools "dig" is not a tool of the task; it has search',
    ]);
    expect(problemsOf({ agents: [agent('solo', { tools })] }, [])).toHaveLength(2);
    expect(problemsOf({ agents: [agent('solo', { tools })] }, [])[0]).toMatch('it has none');
    expect(problemsOf({}, ['finish'])).toEqual(['tools "finish" is the name of a control tool; give the tool another']);
  });
});

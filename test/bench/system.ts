import {
  asAgentId,
  asCommandId,
  asRunId,
  type CommandOf,
  type ModelSpec,
  type ResolvedAgent,
  type ResolvedSystem,
  type Role,
  type ToolDefinition,
} from '#events';
import type { OfferedTool, Provider, ModelAnswer, ModelRequest } from '#llm';
import type { Tool } from '#tools';
import { v7 } from 'uuid';
import { randomTexts, type StepClock } from './clock.js';

const MODEL: ModelSpec = { provider: 'noop', model: 'noop', calling: 'native', parameters: {} };
const LIMITS = { turnTimeoutMs: 120_000, attempts: 4, backoffMs: 500, maxBackoffMs: 30_000, approvalMs: 86_400_000 };
const HASH = '0'.repeat(64);

const NOOP_DEFINITION: ToolDefinition = {
  name: 'noop',
  description: 'Does nothing.',
  parameters: { type: 'object' },
  effect: 'read',
  approval: 'never',
  timeoutMs: 10_000,
};
export const noopTool: Tool = {
  definition: NOOP_DEFINITION,
  run: () => Promise.resolve({ status: 'ok', text: 'ok' }),
};

const agent = (agentId: string, role: Role): ResolvedAgent => ({
  agentId: asAgentId(agentId),
  role,
  instructions: 'You are measured.',
  model: MODEL,
  tools: ['noop'],
});

const system = (
  architecture: string,
  parameters: ResolvedSystem['parameters'],
  agents: ResolvedAgent[],
): ResolvedSystem => ({
  name: architecture,
  architecture,
  parameters,
  agents,
  tools: [NOOP_DEFINITION],
  prompts: {},
  promptsVersion: 'bench',
  limits: LIMITS,
});

/** One agent that takes so many turns one after the other. */
export const sequential = (turns: number): ResolvedSystem => system('single', { turns }, [agent('solo', 'solo')]);

/** `rounds` of one orchestrator step and then one step of each of four workers. */
export const fanOut = (rounds: number): ResolvedSystem =>
  system('centralized', { workers: 4, rounds, turnsPerRound: 1 }, [
    agent('orchestrator', 'orchestrator'),
    ...[1, 2, 3, 4].map((n) => agent(`worker-${n}`, 'worker')),
  ]);

export function startRun(resolved: ResolvedSystem): CommandOf<'StartRun'> {
  const id = v7();
  return {
    type: 'StartRun',
    runId: asRunId(id),
    tenant: 'default',
    source: '/parley/bench',
    time: Date.now(),
    id: asCommandId(v7()),
    data: {
      brief: { input: 'Take your steps.', documents: [], tools: ['noop'] },
      taskHash: HASH,
      system: resolved,
      systemHash: HASH,
      prices: {},
      budget: {},
      seed: 0,
      rehearsed: false,
      erasable: false,
      labels: {},
      traceId: id.replaceAll('-', ''),
      sampled: true,
    },
  };
}

/** A model that answers at once: a call of `noop` until the last turn, then what the coordination asks for. */
export function noopProvider(clock: StepClock): Provider {
  const texts = randomTexts();
  let given = 0;
  const complete = (request: ModelRequest): Promise<ModelAnswer> => {
    clock.mark(request.origin.runId);
    return Promise.resolve({
      text: texts[given++ % texts.length] ?? '',
      calls: calls(request),
      finishReason: 'stop',
      usage: { input: 512, output: 128, source: 'reported' },
    });
  };
  return {
    name: 'noop',
    complete,
    async *stream(request) {
      yield { answer: await complete(request) };
    },
  };
}

function calls({ tools, origin }: ModelRequest): ModelAnswer['calls'] {
  const offers = (name: string) => tools.some((tool: OfferedTool) => tool.name === name);
  if (origin.purpose === 'plan') {
    return origin.team
      .filter((member) => member !== origin.agentId)
      .map((to, i) => ({ callId: `c${i}`, name: 'delegate', arguments: JSON.stringify({ to, brief: 'Step.' }) }));
  }
  if (origin.remaining > 0) return [{ callId: 'c', name: 'noop', arguments: '{}' }];
  if (offers('report')) return [{ callId: 'c', name: 'report', arguments: '{"findings":"Done."}' }];
  return [{ callId: 'c', name: 'submit_answer', arguments: '{"answer":"done"}' }];
}

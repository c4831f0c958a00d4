import type { EventData, ModelSpec, ResolvedSystem, ToolDefinition } from '#events';
import { resolveSystem, type SystemRequest } from '../resolve-system.js';

export const MODEL: ModelSpec = { provider: 'scripted', model: 'one', calling: 'native', parameters: {} };

export const toolNamed = (name: string): ToolDefinition => ({
  name,
  description: `${name} for tests`,
  parameters: { type: 'object' },
  effect: 'read',
  approval: 'never',
  timeoutMs: 1_000,
});

/** The resolved system of a request that has no problems. */
export function systemOf(request: Partial<SystemRequest>, tools: readonly string[] = ['search']): ResolvedSystem {
  const resolution = resolveSystem({ architecture: 'single', model: MODEL, ...request }, tools.map(toolNamed));
  if ('ok' in resolution) return resolution.ok;
  throw new Error(JSON.stringify(resolution.problems));
}

/** What a run of this system starts with. */
export const startedWith = (
  system: ResolvedSystem,
  brief: Partial<EventData<'RunStarted'>['brief']> = {},
): EventData<'RunStarted'> => ({
  brief: { input: 'What is six times seven?', documents: [], tools: ['search'], ...brief },
  taskHash: '0'.repeat(64),
  system,
  systemHash: '0'.repeat(64),
  prices: {},
  budget: {},
  seed: 0,
  rehearsed: false,
  erasable: false,
  labels: {},
  traceId: '0'.repeat(32),
  sampled: true,
});

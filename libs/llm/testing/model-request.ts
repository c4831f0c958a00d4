import { asAgentId, asRunId, asTurnId, type ModelSpec } from '#events';
import type { ModelRequest } from '#llm';

const MODEL: ModelSpec = { provider: 'test', model: 'test-model', calling: 'native', parameters: {} };

/** A request of a lone agent that says hello, or as told. */
export function modelRequest(over: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: MODEL,
    system: 'You are a test.',
    messages: [{ role: 'user', text: 'Hello' }],
    tools: [],
    toolChoice: 'auto',
    origin: {
      runId: asRunId('01890000-0000-7000-8000-000000000000'),
      turnId: asTurnId('solo.1'),
      attempt: 1,
      agentId: asAgentId('solo'),
      purpose: 'solve',
      remaining: 9,
      seed: 1,
      team: [asAgentId('solo')],
    },
    signal: new AbortController().signal,
    ...over,
  };
}

export const modelSpec = (over: Partial<ModelSpec> = {}): ModelSpec => ({ ...MODEL, ...over });

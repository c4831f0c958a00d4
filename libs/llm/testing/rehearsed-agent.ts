import { asAgentId, asTurnId, type TaskRef } from '#events';
import type { ModelAnswer, ModelMessage, ModelRequest, Rates } from '#llm';
import type { PlannedFact, PlannedLookup, ReferencePlan } from '#tasks';
import { rehearsalProvider } from '../rehearsal/rehearsal-provider.js';
import { modelRequest, modelSpec } from './model-request.js';

export const FAULTLESS: Rates = {
  numericalDrift: 0,
  contextOmission: 0,
  logicalContradiction: 0,
  coordinationFailure: 0,
  adoptMajority: 1,
};
const REF: TaskRef = { family: 'test', seed: 1, index: 1 };

export const lookup = (tool: string, given: Readonly<Record<string, string>>): PlannedLookup => ({
  tool,
  arguments: given,
});
export const plannedFact = (id: string, over: Partial<PlannedFact>): PlannedFact => ({
  id,
  question: `What is ${id}?`,
  value: 'never to be seen',
  lookAlikes: [],
  lookups: [],
  ...over,
});

export const said = (text: string): ModelMessage => ({ role: 'user', text });
/** From another agent, as a request tells it. */
export const told = (from: string, kind: string, text: string): ModelMessage =>
  said(`Message from ${from} (${kind}, round 1):\n${text}`);
export const shown = (text: string, name = 'read_document'): ModelMessage => ({
  role: 'tool',
  callId: 'x',
  name,
  text,
});
export const own = (text: string, ...calls: readonly (readonly [string, object])[]): ModelMessage => ({
  role: 'assistant',
  text,
  calls: calls.map(([name, given], position) => ({
    callId: `c${position + 1}`,
    name,
    arguments: JSON.stringify(given),
  })),
});

export interface Situation {
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly string[];
  readonly purpose?: string;
  readonly remaining?: number;
  readonly turn?: string;
}
export type Called = readonly [name: string, given: Readonly<Record<string, string>>];

/** An agent of a plan, and what it does in a situation. */
export function rehearsedAgent(plan: ReferencePlan, tools: readonly string[], rates: Partial<Rates> = {}) {
  const provider = rehearsalProvider({ planOf: () => plan, rates: { tier: { ...FAULTLESS, ...rates } } });
  const answer = (situation: Situation): Promise<ModelAnswer> => provider.complete(requestIn({ tools, ...situation }));
  return {
    answer,
    async calls(situation: Situation): Promise<readonly Called[]> {
      const { calls } = await answer(situation);
      return calls.map((call) => [call.name, JSON.parse(call.arguments) as Called[1]]);
    },
    async slips(situation: Situation): Promise<readonly { readonly mode: string; readonly fact: string }[]> {
      const { injected = '{"slips":[]}' } = await answer(situation);
      return (JSON.parse(injected) as { slips: { mode: string; fact: string }[] }).slips;
    },
  };
}

/** The request of an agent of the team `lead`, `worker-1`, `worker-2`, on its first turn of ten. */
export function requestIn({
  messages,
  tools = [],
  purpose = tools.includes('delegate') ? 'plan' : 'solve',
  remaining = 9,
  turn = 'lead.1',
}: Situation): ModelRequest {
  const team = ['lead', 'worker-1', 'worker-2'].map(asAgentId);
  const [agentId = asAgentId('lead')] = team;
  return modelRequest({
    model: modelSpec({ model: 'tier' }),
    messages,
    tools: tools.map((name) => ({ name, description: name, parameters: {} })),
    origin: { ...modelRequest().origin, agentId, turnId: asTurnId(turn), purpose, remaining, taskRef: REF, team },
  });
}

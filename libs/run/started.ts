import {
  priceKey,
  sizeOf,
  type EventData,
  type EventOf,
  type ModelSpec,
  type Price,
  type ResolvedAgent,
} from '#events';
import type { AgentProfile, AgentState } from './agent-state.js';
import { ITEM_SIZE } from './context-size.js';
import type { Origin, RunningRun, Terms } from './state.js';

type Started = EventData<'RunStarted'>;

/** What a model is asked to answer with at most, where its parameters do not say. */
const DEFAULT_OUTPUT_TOKENS = 4096;

/** A run that has just started. */
export function startedRun(event: EventOf<'RunStarted'>): RunningRun {
  const { sequence, time, data } = event;
  return {
    status: 'running',
    sequence,
    time,
    origin: originOf(event),
    terms: termsOf(data),
    agents: data.system.agents.map((agent) => agentState(agent, data)),
    activations: [],
    messages: [],
    votes: [],
    turns: [],
    spent: { turns: 0, tokens: 0, microDollars: 0 },
    lost: [],
    claims: [],
    heard: [],
    ...(data.budget.wallMs === undefined ? {} : { wallDueAt: time + data.budget.wallMs }),
  };
}

/** `correlationId` is the comparison, `traceparent` the origin's. */
export const originOf = (from: Origin): Origin => ({
  tenant: from.tenant,
  ...(from.correlationId === undefined ? {} : { correlationId: from.correlationId }),
  ...(from.traceparent === undefined ? {} : { traceparent: from.traceparent }),
});

const termsOf = ({ system, budget }: Started): Terms => ({
  architecture: system.architecture,
  parameters: system.parameters,
  budget,
  limits: system.limits,
  promptSizes: Object.fromEntries(Object.entries(system.prompts).map(([purpose, text]) => [purpose, sizeOf(text)])),
});

const agentState = (agent: ResolvedAgent, started: Started): AgentState => ({
  agentId: agent.agentId,
  role: agent.role,
  profile: profileOf(agent, started),
  turns: 0,
  activations: 0,
  size: sizeOf(agent.instructions) + sizeOfBrief(started) + sizeOfTools(agent, started),
  unseen: [],
  unseenSize: 0,
  blocks: [],
  droppedBefore: 0,
});

function profileOf({ model, context }: ResolvedAgent, { prices }: Started): AgentProfile {
  const price = dearest(modelsOf(model).map((key) => prices[key]));
  return {
    maxOutputTokens: model.parameters.maxOutputTokens ?? DEFAULT_OUTPUT_TOKENS,
    ...(price === undefined ? {} : { price }),
    ...(context === undefined ? {} : { context }),
  };
}

/** Price keys of all models that may answer for this one. */
export const modelsOf = (model: ModelSpec): readonly string[] => [model, ...(model.fallbacks ?? [])].map(priceKey);

function dearest(prices: readonly (Price | undefined)[]): AgentProfile['price'] {
  const known = prices.filter((price) => price !== undefined);
  if (known.length < prices.length) return undefined;
  return {
    input: Math.max(
      ...known.map(({ input, cacheRead, cacheWrite }) => Math.max(input, cacheRead ?? 0, cacheWrite ?? 0)),
    ),
    output: Math.max(...known.map(({ output }) => output)),
  };
}

/** The input and the list of documents; what stands in them is read by tools. */
const sizeOfBrief = ({ brief }: Started): number =>
  brief.documents.reduce((sum, { id, title }) => sum + id.length + title.length + ITEM_SIZE, sizeOf(brief.input));

/** All tools where they are a blob: which of them are this agent's is not known then. */
function sizeOfTools({ tools: names }: ResolvedAgent, { system: { tools } }: Started): number {
  if ('blob' in tools) return tools.bytes;
  return JSON.stringify(tools.filter(({ name }) => names.includes(name))).length;
}

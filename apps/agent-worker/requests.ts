import {
  type AgentId,
  type Blobs,
  type EventData,
  type EventOf,
  type ResolvedAgent,
  type RunEvent,
  type ToolDefinition,
} from '#events';
import {
  controlNamesFor,
  controlToolsOf,
  conversationOf,
  heardBy,
  refsOf,
  renderConversation,
  type ControlName,
  type Member,
} from '#coordination';
import type { ModelRequest, OfferedTool } from '#llm';
import { textOf } from '#store';
import { toolsOf } from './agent-tools.js';

/** Everything that a turn is made with besides the provider. */
export interface TurnContext {
  readonly started: EventData<'RunStarted'>;
  readonly agent: ResolvedAgent;
  readonly team: readonly Member[];
  /** That of the activation; a repair belongs to what it repairs. */
  readonly purpose: string;
  /** Whose findings the agent has been sent. */
  readonly heard: readonly AgentId[];
  /** What the coordination hears by in this activation. */
  readonly controls: readonly ControlName[];
  readonly tools: readonly ToolDefinition[];
  readonly request: Omit<ModelRequest, 'signal'>;
}

/** Builds the model request of a turn from the run's events; the same bytes on every worker. */
export async function turnContext(
  events: readonly RunEvent[],
  requested: EventOf<'TurnRequested'>,
  blobs: Blobs,
): Promise<TurnContext> {
  const started = startedOf(events);
  const agent = agentOf(started, requested.data.agentId);
  const team = started.system.agents;
  const tools = await toolsOf(agent, started, { runId: requested.runId, blobs });
  const purpose = activationPurpose(events, requested);
  return {
    started,
    agent,
    team,
    purpose,
    heard: heardBy(events, requested),
    controls: controlNamesFor(purpose),
    tools,
    request: {
      model: agent.model,
      ...(await prompt(events, requested, blobs)),
      tools: [...tools, ...controlToolsOf(started.system, agent)].map(offered),
      toolChoice: 'auto',
      origin: originOf(started, requested, purpose),
    },
  };
}

const offered = ({ name, description, parameters }: OfferedTool): OfferedTool => ({ name, description, parameters });

async function prompt(events: readonly RunEvent[], requested: EventOf<'TurnRequested'>, blobs: Blobs) {
  const conversation = conversationOf(events, requested);
  const loaded = new Map<string, string>();
  for (const ref of refsOf(conversation)) loaded.set(ref.blob, await textOf(ref, requested.runId, blobs));
  return renderConversation(conversation, (ref) => loaded.get(ref.blob) ?? '');
}

function originOf(
  started: EventData<'RunStarted'>,
  { runId, data }: EventOf<'TurnRequested'>,
  purpose: string,
): ModelRequest['origin'] {
  return {
    runId,
    turnId: data.turnId,
    attempt: data.attempt,
    agentId: data.agentId,
    purpose,
    remaining: data.remaining,
    seed: started.seed,
    ...(started.taskRef === undefined ? {} : { taskRef: started.taskRef }),
    team: started.system.agents.map(({ agentId }) => agentId),
  };
}

function activationPurpose(events: readonly RunEvent[], { data }: EventOf<'TurnRequested'>): string {
  for (const event of events) {
    if (event.type === 'TurnRequested' && event.data.activationId === data.activationId) return event.data.purpose;
  }
  return data.purpose;
}

export function startedOf(events: readonly RunEvent[]): EventData<'RunStarted'> {
  const first = events[0];
  if (first?.type !== 'RunStarted') throw new Error('a run with turns starts with RunStarted');
  return first.data;
}

export function agentOf(started: EventData<'RunStarted'>, agentId: string): ResolvedAgent {
  const agent = started.system.agents.find((candidate) => candidate.agentId === agentId);
  if (agent === undefined) throw new Error(`agent ${agentId} is not in the run's team`);
  return agent;
}

import type { EventOf } from '#events';
import { PURPOSES, type Purpose } from '#coordination';
import { withAgent, type AgentState, type Block, type OpenActivation } from '../agent-state.js';
import { amountOf } from '../amount.js';
import { addedSize } from '../context-size.js';
import type { AskedTurn } from '../open-turn.js';
import { agentOf, type KnownActivation, type LiveRun } from '../state.js';

type Requested = EventOf<'TurnRequested'>;

export function turnRequested(state: LiveRun, event: Requested): LiveRun {
  const agent = agentOf(state, event.data.agentId);
  if (agent === undefined) return state;
  const turn = askedTurn(event);
  if (turn.attempt > 1) return { ...state, turns: state.turns.map((one) => (one.turnId === turn.turnId ? turn : one)) };
  const opens = agent.activation?.activationId !== turn.activationId;
  return {
    ...state,
    agents: withAgent(state.agents, requestedOf(agent, event, addedSize(state.terms, agent, turn.purpose, opens))),
    activations: opens ? [...state.activations, openActivation(event)] : state.activations,
    turns: [...state.turns, turn],
    spent: { ...state.spent, turns: state.spent.turns + 1 },
  };
}

const askedTurn = ({ data }: Requested): AskedTurn => ({
  stage: 'asked',
  turnId: data.turnId,
  agentId: data.agentId,
  activationId: data.activationId,
  round: data.round,
  purpose: data.purpose,
  attempt: data.attempt,
  context: data.context,
  remaining: data.remaining,
  partSizes: [],
  deadline: data.deadline,
  reserved: amountOf(data.reserved),
});

const openActivation = ({ data }: Requested): KnownActivation => ({
  activationId: data.activationId,
  agentId: data.agentId,
  round: data.round,
  purpose: purposeOf(data.purpose),
  outcome: { status: 'open' },
  partSizes: [],
});

const purposeOf = (text: string): Purpose => PURPOSES.find((purpose) => purpose === text) ?? 'solve';

/** The agent once its request has named the new messages and left out what it drops. */
function requestedOf(agent: AgentState, event: Requested, added: number): AgentState {
  const { data } = event;
  const { droppedBefore = 0 } = data.context;
  const opens = agent.activation?.activationId !== data.activationId;
  const drops = agent.profile.context?.policy === 'dropOldest';
  return {
    ...agent,
    turns: agent.turns + 1,
    activations: agent.activations + (opens ? 1 : 0),
    size: drops ? agent.size : agent.size + added,
    unseen: [],
    unseenSize: 0,
    blocks: drops ? [...stillTold(agent, event), blockOf(event, added, opens)] : agent.blocks,
    droppedBefore,
    activation: activationOf(agent, data),
  };
}

const stillTold = ({ blocks }: AgentState, { data: { context, activationId } }: Requested): readonly Block[] =>
  blocks.filter(({ from, opened }) => from >= (context.droppedBefore ?? 0) || opened === activationId);

const blockOf = ({ sequence, data }: Requested, told: number, opens: boolean): Block => ({
  from: data.context.added[0] ?? sequence,
  told,
  said: 0,
  ...(opens ? { opened: data.activationId } : {}),
});

/** The agent's activation with nothing left to request. */
function activationOf({ activation }: AgentState, { activationId, round, purpose }: Requested['data']): OpenActivation {
  if (activation?.activationId !== activationId) {
    return { activationId, round, purpose: purposeOf(purpose), repaired: false };
  }
  const { next: _requested, ...rest } = activation;
  return rest;
}

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
  const { sequence, data } = event;
  const { context } = data;
  const { droppedBefore } = context;
  const dropped = agent.blocks.filter(({ from }) => droppedBefore !== undefined && from < droppedBefore);
  return {
    ...agent,
    turns: agent.turns + 1,
    activations: agent.activations + (agent.activation?.activationId === data.activationId ? 0 : 1),
    size: agent.size + added - dropped.reduce((sum, { size }) => sum + size, 0),
    unseen: [],
    unseenSize: 0,
    blocks: blocksOf(agent, dropped.length, { from: context.added[0] ?? sequence, size: added }),
    ...(droppedBefore === undefined ? {} : { droppedBefore }),
    activation: activationOf(agent, data),
  };
}

const blocksOf = ({ profile, blocks }: AgentState, dropped: number, block: Block): readonly Block[] =>
  profile.context?.policy === 'dropOldest' ? [...blocks.slice(dropped), block] : blocks;

/** The agent's activation with nothing left to request. */
function activationOf({ activation }: AgentState, { activationId, round, purpose }: Requested['data']): OpenActivation {
  if (activation?.activationId !== activationId) {
    return { activationId, round, purpose: purposeOf(purpose), repaired: false };
  }
  const { next: _requested, ...rest } = activation;
  return rest;
}

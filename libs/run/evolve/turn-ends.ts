import type { EventData, EventOf } from '#events';
import type { Activation } from '#coordination';
import { grown, withAgent, type AgentState, type OpenActivation } from '../agent-state.js';
import { answerSize, outcomeSize, partSizesOf } from '../context-size.js';
import { claimsOf, type BackoffTurn, type OpenTurn } from '../open-turn.js';
import { spentWith, usedBy, usedByFailure } from '../spent.js';
import { floorOf, type Floor, type LiveRun } from '../state.js';

type Recorded = EventData<'TurnRecorded'>;
type Failed = EventData<'TurnFailed'>;

export function turnRecorded(state: LiveRun, { data }: EventOf<'TurnRecorded'>): LiveRun {
  const floor = floorOf(state, data.turnId);
  if (floor === undefined) return state;
  const { turn } = floor;
  const partSizes = 'text' in data.answer ? partSizesOf(data.answer) : turn.partSizes;
  const agent = grown(floor.agent, recordedSize(data, partSizes));
  const closed = {
    ...state,
    turns: state.turns.filter((one) => one !== turn),
    spent: data.report === undefined ? state.spent : spentWith(state.spent, usedBy(data.report, turn.reserved)),
  };
  if (data.endsActivation) {
    const outcome = { status: 'done', turnId: turn.turnId, controls: data.controls } as const;
    return closeActivation(closed, { ...floor, agent }, outcome, partSizes);
  }
  const activation = continuedActivation(floor.activation, turn, data);
  return { ...closed, agents: withAgent(state.agents, { ...agent, activation }) };
}

/** What a turn adds to its agent's prompt when it is recorded; a two-phase one has added its answer and results before. */
function recordedSize({ answer, outcomes = [], defect }: Recorded, partSizes: readonly number[]): number {
  const said = 'text' in answer ? answerSize(answer, partSizes) : 0;
  const results = outcomes.reduce((sum, outcome) => sum + outcomeSize(outcome), 0);
  return said + results + (defect === undefined ? 0 : defect.message.length);
}

/** A repair does not count against the activation's turns. */
function continuedActivation(activation: OpenActivation, turn: OpenTurn, { defect }: Recorded): OpenActivation {
  const { remaining } = turn;
  return defect === undefined
    ? { ...activation, next: { purpose: activation.purpose, remaining: remaining - 1 } }
    : { ...activation, repaired: true, next: { purpose: 'repair', remaining } };
}

export function turnFailed(state: LiveRun, { data }: EventOf<'TurnFailed'>): LiveRun {
  const floor = floorOf(state, data.turnId);
  if (floor === undefined) return state;
  const { turn } = floor;
  const paid = { ...state, ...accountOfFailure(state, floor, data) };
  if (data.next !== 'final') {
    const waiting = backoffTurn(turn, data.next.retryAt);
    return { ...paid, turns: state.turns.map((one) => (one === turn ? waiting : one)) };
  }
  const failed = {
    ...paid,
    turns: state.turns.filter((one) => one !== turn),
    claims: [...state.claims, ...claimsOf(turn)],
  };
  return closeActivation(failed, floor, { status: 'failed', turnId: turn.turnId, code: data.error.code }, []);
}

const backoffTurn = (turn: OpenTurn, retryAt: number): BackoffTurn => ({
  stage: 'backoff',
  turnId: turn.turnId,
  agentId: turn.agentId,
  activationId: turn.activationId,
  round: turn.round,
  purpose: turn.purpose,
  attempt: turn.attempt,
  context: turn.context,
  remaining: turn.remaining,
  partSizes: [],
  retryAt,
});

/** A call that was cut off by its deadline has used something that nobody knows yet. */
function accountOfFailure(state: LiveRun, { turn }: Floor, { turnId, attempt, error, report }: Failed) {
  if (turn.stage === 'asked' && report === undefined && error.code === 'deadline_exceeded') {
    const { reserved } = turn;
    return { spent: spentWith(state.spent, reserved), lost: [...state.lost, { turnId, attempt, reserved }] };
  }
  return { spent: spentWith(state.spent, usedByFailure(error.code, report, turn.reserved)) };
}

function closeActivation(
  state: LiveRun,
  { agent, activation: { activationId } }: Pick<Floor, 'agent' | 'activation'>,
  outcome: Activation['outcome'],
  partSizes: readonly number[],
): LiveRun {
  return {
    ...state,
    agents: withAgent(state.agents, idle(agent)),
    activations: state.activations.map((one) =>
      one.activationId === activationId ? { ...one, outcome, partSizes } : one,
    ),
  };
}

function idle({ activation: _closed, ...agent }: AgentState): AgentState {
  return agent;
}

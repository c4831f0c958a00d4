import { agentOfTurn, sizeOf, type EventData, type EventOf, type ToolCall } from '#events';
import { grown, withAgent } from '../agent-state.js';
import { remainderOf } from '../amount.js';
import { callOf, withTurn, type FoundCall } from '../calls.js';
import { answerSize, outcomeSize, partSizesOf } from '../context-size.js';
import { clocked, type AnsweredTurn, type CallState } from '../open-turn.js';
import { spentWith, usedBy } from '../spent.js';
import { floorOf, type LiveRun } from '../state.js';

/** Usage is known from here on; what it leaves of the reservation stays until the turn is closed. */
export function turnAnswered(state: LiveRun, { sequence, time, data }: EventOf<'TurnAnswered'>): LiveRun {
  const floor = floorOf(state, data.turnId);
  if (floor?.turn.stage !== 'asked') return state;
  const { turn, agent } = floor;
  const partSizes = partSizesOf(data.answer);
  const used = usedBy(data.report, turn.reserved);
  const answered: AnsweredTurn = {
    ...turn,
    stage: 'answered',
    reserved: remainderOf(turn.reserved, used),
    answeredAt: sequence,
    controls: data.controls,
    partSizes,
    calls: data.answer.calls.map(callState),
    questions: [],
    waitingSince: time,
  };
  return {
    ...withTurn(state, answered),
    agents: withAgent(state.agents, grown(agent, answerSize(data.answer, partSizes))),
    spent: spentWith(state.spent, used),
  };
}

/** A call to the system itself needs no result. */
const callState = ({ effect, approval, arguments: written }: ToolCall): CallState => ({
  stage: effect === 'control' ? 'done' : approval === 'always' ? 'held' : 'ready',
  effect,
  argumentBytes: sizeOf(written),
  asked: 0,
});

export function toolCallStarted(state: LiveRun, { time, data }: EventOf<'ToolCallStarted'>): LiveRun {
  const found = callOf(state, data.callId);
  if (found === undefined) return state;
  const started = withCall(found, { ...found.call, stage: 'claimed', claim: data.claim });
  return withTurn(state, clocked(found.turn, started, time));
}

export function toolCallRecorded(state: LiveRun, { time, data }: EventOf<'ToolCallRecorded'>): LiveRun {
  if (data.late === true) return recordedLate(state, data);
  const found = callOf(state, data.callId);
  const floor = floorOf(state, data.turnId);
  if (found === undefined || floor === undefined) return state;
  const done = withCall(found, inStage(found.call, 'done'));
  const recorded = withTurn(state, clocked(found.turn, done, time));
  return { ...recorded, agents: withAgent(state.agents, grown(floor.agent, outcomeSize(data.outcome))) };
}

/** Its turn has failed; the agent may still be told, and is counted as told. */
function recordedLate(state: LiveRun, { turnId, callId, outcome }: EventData<'ToolCallRecorded'>): LiveRun {
  const owner = agentOfTurn(turnId);
  return {
    ...state,
    claims: state.claims.filter((claim) => claim.callId !== callId),
    agents: state.agents.map((agent) =>
      agent.agentId === owner ? { ...agent, size: agent.size + outcomeSize(outcome) } : agent,
    ),
  };
}

/** The call may be made, by whoever claims it first where it needs a claim. */
export function turnResumed(state: LiveRun, { time, data }: EventOf<'TurnResumed'>): LiveRun {
  const found = callOf(state, data.callId);
  if (found === undefined) return state;
  const turn = withCall(found, inStage(found.call, 'ready'));
  return withTurn(state, { ...turn, deadline: data.deadline, waitingSince: time });
}

const inStage = ({ effect, argumentBytes, asked }: CallState, stage: 'ready' | 'done'): CallState => ({
  stage,
  effect,
  argumentBytes,
  asked,
});

const withCall = ({ turn, index }: FoundCall, call: CallState): AnsweredTurn => ({
  ...turn,
  calls: turn.calls.with(index - 1, call),
});

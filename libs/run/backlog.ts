import type { AgentState } from './agent-state.js';
import type { Amount } from './amount.js';
import { budgetWithoutRoom, reservationOf } from './budget.js';
import { promptSize } from './context-size.js';
import type { BackoffTurn, OpenTurn } from './open-turn.js';
import type { LiveRun } from './state.js';

/** Turns whose next attempt waits, in the order in which they get it. */
export const backlogOf = ({ turns }: LiveRun): readonly BackoffTurn[] =>
  turns.filter((turn) => turn.stage === 'backoff').toSorted((one, other) => one.retryAt - other.retryAt);

/** Whether there is more to come than attempts that are due. */
export const isAnythingOpen = ({ turns }: LiveRun, time: number): boolean => turns.some((turn) => !isDue(turn, time));

const isDue = (turn: OpenTurn, time: number): boolean => turn.stage === 'backoff' && turn.retryAt <= time;

/** What the next attempt of an agent's turn sets aside. */
export const retryReservation = (agent: AgentState): Amount => reservationOf(agent.profile, promptSize(agent));

/** Whether every budget has room for this attempt and for each that comes before it. */
export function hasRoomToRetry(state: LiveRun, turn: BackoffTurn): boolean {
  const backlog = backlogOf(state);
  const first = backlog.slice(0, backlog.indexOf(turn) + 1).map(({ agentId }) => agentId);
  return state.agents
    .filter(({ agentId }) => first.includes(agentId))
    .every((agent) => budgetWithoutRoom(state, { turns: 0, ...retryReservation(agent) }, state.time) === undefined);
}

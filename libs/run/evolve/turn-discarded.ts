import { agentOfTurn, type EventOf } from '#events';
import { minus, NOTHING, type Amount } from '../amount.js';
import { reservationOf } from '../budget.js';
import { promptSize } from '../context-size.js';
import { spentWith, usedBy } from '../spent.js';
import { agentOf, type LiveRun } from '../state.js';

/** What was only reserved for a lost attempt gives way to what it has used. */
export function turnDiscarded(state: LiveRun, { data }: EventOf<'TurnDiscarded'>): LiveRun {
  const lost = state.lost.find(({ turnId, attempt }) => turnId === data.turnId && attempt === data.attempt);
  const used = usedBy(data.report, lost?.reserved ?? estimateOf(state, data));
  return {
    ...state,
    spent: spentWith(state.spent, minus(used, lost?.reserved ?? NOTHING)),
    lost: state.lost.filter((one) => one !== lost),
  };
}

/** For a discarded attempt whose spend is not known: its agent's prompts seldom shrink. */
function estimateOf(state: LiveRun, { turnId }: EventOf<'TurnDiscarded'>['data']): Amount {
  const agent = agentOf(state, agentOfTurn(turnId));
  return agent === undefined ? NOTHING : reservationOf(agent.profile, promptSize(agent));
}

import { backlogOf, isAnythingOpen } from './backlog.js';
import { coordinate } from './coordinate.js';
import { runningIn, type Decision } from './decision.js';
import { endByBudget } from './end-by-budget.js';
import { requestAgain, requestTurn, type Stop } from './request-turn.js';

/**
 * Requests all that is due: attempts whose backoff is over, turns that activations go on with, and what the coordination
 * wants next, in this order. What a budget has no room for is never overtaken: it waits for what is open and is looked
 * at again, and once nothing is open the budget ends the run.
 */
export function advance(decision: Decision): void {
  let stop = requestDue(decision);
  while (stop === 'overflowed') stop = requestDue(decision);
  const state = runningIn(decision);
  if (stop === undefined || state === undefined || isAnythingOpen(state, decision.time)) return;
  endByBudget(decision, state, stop);
}

const requestDue = (decision: Decision): Stop | undefined =>
  retryTurns(decision) ?? continueActivations(decision) ?? coordinate(decision);

function retryTurns(decision: Decision): Stop | undefined {
  const state = runningIn(decision);
  for (const turn of state === undefined ? [] : backlogOf(state)) {
    const stop = turn.retryAt <= decision.time ? requestAgain(decision, turn) : undefined;
    if (stop !== undefined) return stop;
  }
  return undefined;
}

function continueActivations(decision: Decision): Stop | undefined {
  for (const { agentId, activation } of runningIn(decision)?.agents ?? []) {
    if (activation?.next === undefined) continue;
    const { activationId, round, next } = activation;
    const stop = requestTurn(decision, { agentId, activationId, round, ...next });
    if (stop !== undefined) return stop;
  }
  return undefined;
}

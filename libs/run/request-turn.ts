import { turnIdOf, type AgentId, type BudgetKind, type EventData, type TurnId } from '#events';
import type { AgentState, OpenActivation } from './agent-state.js';
import { NOTHING, type Amount } from './amount.js';
import { retryReservation } from './backlog.js';
import { budgetWithoutRoom, reservationOf } from './budget.js';
import { addedSize, fitContext } from './context-size.js';
import { record, runningIn, type Decision } from './decision.js';
import type { BackoffTurn } from './open-turn.js';
import { agentOf } from './state.js';

/** Why requesting stops here: a budget has no room, or the turn failed before it began. */
export type Stop = BudgetKind | 'overflowed';

/** The next turn of an agent, within its activation or as the first of a new one. */
export interface NextTurn extends Pick<OpenActivation, 'activationId' | 'round'> {
  readonly agentId: AgentId;
  readonly purpose: string;
  readonly remaining: number;
}

type Requested = EventData<'TurnRequested'>;

/**
 * Requests a turn if every budget has room for it. A prompt that its agent's window has no room for is requested and
 * fails at once, so that the coordination sees it: such a request reserves nothing and is due when it is made.
 */
export function requestTurn(decision: Decision, next: NextTurn): Stop | undefined {
  const state = runningIn(decision);
  const agent = state && agentOf(state, next.agentId);
  if (state === undefined || agent === undefined) return undefined;
  const upTo = state.sequence;
  const added = addedSize(state.terms, agent, next.purpose, agent.activation === undefined);
  const fitted = fitContext(agent, { added, sequence: upTo + 1, activationId: next.activationId });
  const reserved = fitted === undefined ? NOTHING : reservationOf(agent.profile, fitted.size);
  const without = budgetWithoutRoom(state, { turns: 1, ...reserved }, decision.time);
  if (without !== undefined) return without;
  const turnId = turnIdOf(agent.agentId, agent.turns + 1);
  const droppedBefore = fitted === undefined ? agent.droppedBefore : fitted.droppedBefore;
  request(decision, {
    turnId,
    attempt: 1,
    ...placeOf(next),
    context: { upTo, added: [...agent.unseen], ...(droppedBefore > 0 ? { droppedBefore } : {}) },
    remaining: next.remaining,
    deadline: decision.time + (fitted === undefined ? 0 : state.terms.limits.turnTimeoutMs),
    reserved: reservedOf(agent, reserved),
  });
  return fitted === undefined ? overflow(decision, agent, turnId) : undefined;
}

/** Requests the next attempt of a turn, with the same context. */
export function requestAgain(decision: Decision, turn: BackoffTurn): Stop | undefined {
  const state = runningIn(decision);
  const agent = state && agentOf(state, turn.agentId);
  if (state === undefined || agent === undefined) return undefined;
  const reserved = retryReservation(agent);
  const without = budgetWithoutRoom(state, { turns: 0, ...reserved }, decision.time);
  if (without !== undefined) return without;
  request(decision, {
    turnId: turn.turnId,
    attempt: turn.attempt + 1,
    ...placeOf(turn),
    context: turn.context,
    remaining: turn.remaining,
    deadline: decision.time + state.terms.limits.turnTimeoutMs,
    reserved: reservedOf(agent, reserved),
  });
  return undefined;
}

const request = (decision: Decision, data: Requested): void => {
  record(decision, { type: 'TurnRequested', data });
};

const placeOf = ({ agentId, activationId, round, purpose }: NextTurn) => ({ agentId, activationId, round, purpose });

const reservedOf = ({ profile }: AgentState, { tokens, microDollars }: Amount): Requested['reserved'] => ({
  tokens,
  ...(profile.price === undefined ? {} : { microDollars }),
});

function overflow(decision: Decision, { agentId }: AgentState, turnId: TurnId): Stop {
  const message = `the prompt of ${agentId} exceeds its context.maxTokens: raise it, or set context.policy to dropOldest`;
  const error = { code: 'context_overflow', message, retryable: false } as const;
  record(decision, { type: 'TurnFailed', data: { turnId, attempt: 1, error, next: 'final' } });
  return 'overflowed';
}

import {
  activationIdOf,
  asAgentId,
  turnIdOf,
  type AgentId,
  type ControlFact,
  type FailureCode,
  type Parameters,
} from '#events';
import type { Activation, Move, View } from '../view.js';

type Ask = Extract<Move, { move: 'ask' }>;

/** How an activation closes in a script. */
export type Outcome = { readonly controls: readonly ControlFact[] } | { readonly code: FailureCode };

// Outcomes for scripts; the part of the n-th statement is its call.
export const answers = (...keys: readonly string[]): Outcome => ({
  controls: keys.map((key, position) => ({ kind: 'submit_answer', index: position + 1, key })),
});
export const delegates = (...to: readonly string[]): Outcome => ({
  controls: to.map((worker, position) => ({ kind: 'delegate', index: position + 1, to: asAgentId(worker) })),
});
export const reports: Outcome = { controls: [{ kind: 'report', index: 1 }] };
export const finishes: Outcome = { controls: [{ kind: 'finish', index: 1 }] };
export const revises: Outcome = { controls: [{ kind: 'revise', index: 1 }] };
export const accepts: Outcome = { controls: [{ kind: 'review', index: 1, accepted: true }] };
export const objects: Outcome = { controls: [{ kind: 'review', index: 1, accepted: false }] };
export const saysNothing: Outcome = { controls: [] };
export const fails = (code: FailureCode = 'timed_out'): Outcome => ({ code });

/** A run that has not begun. */
export function emptyView(team: View['team'], parameters: Parameters = {}): View {
  return { team, parameters, activations: [], messages: [], votes: [] };
}

/** The view after these moves were carried out as a decider does it; asks open activations. */
export function carriedOut(view: View, moves: readonly Move[]): View {
  return moves.reduce((before, move): View => {
    if (move.move === 'ask') return { ...before, activations: [...before.activations, opened(before, move)] };
    if (move.move === 'say') {
      const { move: _said, to, ...message } = move;
      return { ...before, messages: [...before.messages, { ...message, to: [...to] }] };
    }
    return move.move === 'tally' ? { ...before, votes: [...before.votes, move.vote] } : before;
  }, view);
}

/** The view after the open activation of this agent has closed. */
export function closed(view: View, agentId: AgentId, outcome: Outcome): View {
  return {
    ...view,
    activations: view.activations.map((one) =>
      one.agentId === agentId && one.outcome.status === 'open' ? { ...one, outcome: closing(one, outcome) } : one,
    ),
  };
}

function opened(view: View, { agentId, round, purpose }: Ask): Activation {
  const count = view.activations.filter((one) => one.agentId === agentId).length;
  return { activationId: activationIdOf(agentId, count + 1), agentId, round, purpose, outcome: { status: 'open' } };
}

/** In these views every activation takes one turn, so the n-th activation's turn is the n-th. */
function closing({ agentId, activationId }: Activation, outcome: Outcome): Activation['outcome'] {
  const turnId = turnIdOf(agentId, Number(activationId.slice(agentId.length + 2)));
  return 'code' in outcome
    ? { status: 'failed', turnId, code: outcome.code }
    : { status: 'done', turnId, controls: outcome.controls };
}

import { activationIdOf } from '#events';
import { coordinationOf, type Move } from '#coordination';
import { record, runningIn, type Decision } from './decision.js';
import { requestTurn, type Stop } from './request-turn.js';
import { agentOf, viewOf } from './state.js';

/** Asks the run's coordination what is next and does it, move by move. */
export function coordinate(decision: Decision): Stop | undefined {
  const state = runningIn(decision);
  if (state === undefined) return undefined;
  const { architecture } = state.terms;
  const moves = coordinationOf(architecture)?.next(viewOf(state)) ?? [];
  if (moves.length === 0 && state.turns.length === 0) failStuck(decision, architecture);
  for (const move of moves) {
    const stop = carryOut(decision, move);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** A run that waits for nothing would wait for ever. */
function failStuck(decision: Decision, architecture: string): void {
  const message = `architecture ${architecture} has no next move and nothing is open: is it still registered here?`;
  record(decision, { type: 'RunFailed', data: { code: 'no_answer', message } });
}

export function carryOut(decision: Decision, move: Move): Stop | undefined {
  switch (move.move) {
    case 'ask':
      return ask(decision, move);
    case 'say': {
      const { from, to, kind, round, part, accepted } = move;
      const verdict = accepted === undefined ? {} : { accepted };
      record(decision, { type: 'MessageSent', data: { from, to: [...to], kind, round, part, ...verdict } });
      return undefined;
    }
    case 'tally':
      record(decision, { type: 'VoteTallied', data: move.vote });
      return undefined;
    case 'finish':
      record(decision, { type: 'RunCompleted', data: { answers: [...move.answers], because: move.because } });
      return undefined;
    case 'fail':
      record(decision, { type: 'RunFailed', data: { code: move.code, message: move.message } });
      return undefined;
  }
}

/** Opens an activation. */
function ask(decision: Decision, { agentId, round, purpose, turns }: Extract<Move, { move: 'ask' }>): Stop | undefined {
  const state = runningIn(decision);
  const agent = state && agentOf(state, agentId);
  if (agent === undefined) return undefined;
  const activationId = activationIdOf(agentId, agent.activations + 1);
  return requestTurn(decision, { agentId, activationId, round, purpose, remaining: turns - 1 });
}

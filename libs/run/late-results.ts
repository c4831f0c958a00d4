import { agentOfTurn, type CallReport, type EventData, type TurnId } from '#events';
import { isRepeated, record, type Decision } from './decision.js';
import type { AskedTurn } from './open-turn.js';
import { isLive, turnOf, type EndedRun, type LiveRun } from './state.js';

interface AttemptResult {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly report?: CallReport | undefined;
}

/** The attempt that waits for this result. The first result wins: any later one is discarded here. */
export function attemptFor(decision: Decision, state: LiveRun, result: AttemptResult): AskedTurn | undefined {
  const turn = turnOf(state, result.turnId);
  if (turn?.stage === 'asked' && turn.attempt === result.attempt) return turn;
  discard(decision, state, result);
  return undefined;
}

/** Keeps the spend of a result that came too late; a repetition, or a result without spend, leaves no trace. */
export function discard(decision: Decision, state: LiveRun | EndedRun, result: AttemptResult): void {
  const { turnId, attempt, report } = result;
  if (report === undefined || !wasRequested(state, result) || isRepeated(decision, state)) return;
  const reason = reasonOf(state, turnId);
  record(decision, { type: 'TurnDiscarded', data: { turnId, attempt, reason, report } });
}

function wasRequested(state: LiveRun | EndedRun, { turnId, attempt }: AttemptResult): boolean {
  const agentId = agentOfTurn(turnId);
  const number = Number(turnId.slice(agentId.length + 1));
  const known = state.agents.some((agent) => agent.agentId === agentId && number <= agent.turns);
  const open = isLive(state) ? turnOf(state, turnId) : undefined;
  return known && (open === undefined || attempt <= open.attempt);
}

function reasonOf(state: LiveRun | EndedRun, turnId: TurnId): EventData<'TurnDiscarded'>['reason'] {
  if (!isLive(state)) return 'run_ended';
  return turnOf(state, turnId) === undefined ? 'turn_closed' : 'attempt_closed';
}

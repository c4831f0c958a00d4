import { eventIdOf, type CallReport, type TurnError } from '#events';
import { backoffMs } from './backoff.js';
import { record, type Decision } from './decision.js';
import type { OpenTurn } from './open-turn.js';
import type { LiveRun } from './state.js';

interface Failure {
  readonly error: TurnError;
  readonly report?: CallReport | undefined;
}

/** Ends the attempt in hand; another one follows where that can help and is left. An answered model is not asked again. */
export function failAttempt(decision: Decision, state: LiveRun, turn: OpenTurn, { error, report }: Failure): void {
  const { turnId, attempt, stage } = turn;
  const { limits } = state.terms;
  const again = error.retryable && stage === 'asked' && attempt < limits.attempts;
  const eventId = eventIdOf({ runId: decision.command.runId, sequence: decision.state.sequence + 1 });
  const next = again ? { retryAt: decision.time + backoffMs(limits, attempt, eventId, error) } : 'final';
  record(decision, {
    type: 'TurnFailed',
    data: { turnId, attempt, error, next, ...(report === undefined ? {} : { report }) },
  });
}

import { advance } from '../advance.js';
import { askPerson } from '../ask-person.js';
import type { CommandRule, Decision } from '../decision.js';
import { endByBudget } from '../end-by-budget.js';
import { failAttempt } from '../fail-attempt.js';
import { claimsOf, type OpenTurn } from '../open-turn.js';
import { failQuestioned, resolve } from '../resolve-question.js';
import type { LiveRun } from '../state.js';
import { openTimers, type OpenTimer } from '../timers.js';

/** A timer that is closed by now, or early by the log's clock, does nothing. */
export const fireTimer: CommandRule<'FireTimer'> = {
  live(decision, state, { data }) {
    const timer = openTimers(state).find(({ timerId, dueAt }) => timerId === data.timerId && dueAt <= decision.time);
    if (timer !== undefined) fire(decision, state, timer);
  },
};

function fire(decision: Decision, state: LiveRun, timer: OpenTimer): void {
  switch (timer.about) {
    case 'deadline': {
      passDeadline(decision, state, timer.turn);
      return;
    }
    case 'retry': {
      advance(decision);
      return;
    }
    case 'expiry': {
      const message = `nobody has answered ${timer.question.approvalId} in time`;
      resolve(decision, timer, { decision: 'expired' });
      failQuestioned(decision, state, timer, { code: 'approval_expired', message });
      return;
    }
    case 'wall': {
      endByBudget(decision, state, 'wallMs');
      return;
    }
  }
}

/** A call that may have been made without a result is a person's to judge; the model is asked again only before it has answered. */
function passDeadline(decision: Decision, state: LiveRun, turn: OpenTurn): void {
  const claims = claimsOf(turn).filter(({ stage }) => stage === 'claimed');
  if (claims.length > 0) {
    for (const { callId, asked } of claims) askPerson(decision, state, { kind: 'in_doubt', callId, asked });
    return;
  }
  const { turnTimeoutMs } = state.terms.limits;
  const message = `no result of ${turn.turnId} within limits.turnTimeoutMs (${turnTimeoutMs})`;
  const retryable = turn.stage === 'asked';
  failAttempt(decision, state, turn, { error: { code: 'deadline_exceeded', message, retryable } });
  advance(decision);
}

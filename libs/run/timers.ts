import type { OpenTurn } from './open-turn.js';
import { questionsOf, type FoundQuestion } from './questions.js';
import { isLive, type LiveRun, type RunState } from './state.js';

/** Something that happens by itself: the partition's owner sends `FireTimer` once the log's clock reads `dueAt`. */
export interface Timer {
  readonly timerId: string;
  /** Epoch milliseconds by record time. */
  readonly dueAt: number;
}

/** A timer with what it is about. */
export type OpenTimer = Timer &
  (
    | { readonly about: 'deadline'; readonly turn: OpenTurn }
    | ({ readonly about: 'expiry' } & FoundQuestion)
    | { readonly about: 'retry' | 'wall' }
  );

/** All timers that are open now; an ended run has none, and backoffs and the wall budget wait while a run is paused. */
export function timersOf(state: RunState): readonly Timer[] {
  return isLive(state) ? openTimers(state).map(({ timerId, dueAt }) => ({ timerId, dueAt })) : [];
}

export function openTimers(state: LiveRun): readonly OpenTimer[] {
  const timers = state.turns.flatMap((turn) => timersOfTurn(turn, state.status === 'paused'));
  if (state.status === 'paused' || state.wallDueAt === undefined) return timers;
  return [...timers, { timerId: 'wall', dueAt: state.wallDueAt, about: 'wall' }];
}

function timersOfTurn(turn: OpenTurn, paused: boolean): readonly OpenTimer[] {
  const key = `${turn.turnId}:${turn.attempt}`;
  if (turn.stage === 'backoff') {
    return paused ? [] : [{ timerId: `retry:${key}`, dueAt: turn.retryAt, about: 'retry' }];
  }
  const questions = questionsOf(turn);
  if (questions.length === 0) return [{ timerId: `deadline:${key}`, dueAt: turn.deadline, about: 'deadline', turn }];
  return questions.map(expiryTimer);
}

const expiryTimer = (found: FoundQuestion): OpenTimer => ({
  timerId: `expiry:${found.question.approvalId}`,
  dueAt: found.question.expiresAt,
  about: 'expiry',
  ...found,
});

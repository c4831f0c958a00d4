import { isAnythingOpen, hasRoomToRetry } from './backlog.js';
import { isWaiting, type AnsweredTurn, type AskedTurn, type BackoffTurn, type OpenTurn } from './open-turn.js';
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

/**
 * All timers that are open now; an ended run has none, and backoffs and the wall budget wait while a run is paused. Each
 * of them leads to something when it fires.
 */
export function timersOf(state: RunState): readonly Timer[] {
  return isLive(state) ? openTimers(state).map(({ timerId, dueAt }) => ({ timerId, dueAt })) : [];
}

export function openTimers(state: LiveRun): readonly OpenTimer[] {
  const timers = state.turns.flatMap((turn) =>
    turn.stage === 'backoff' ? retryTimers(state, turn) : timersInFlight(turn),
  );
  if (state.status === 'paused' || state.wallDueAt === undefined) return timers;
  return [...timers, { timerId: 'wall', dueAt: state.wallDueAt, about: 'wall' }];
}

/** What a budget keeps waiting is looked at again when something closes, and needs no timer until then. */
function retryTimers(state: LiveRun, turn: BackoffTurn): readonly OpenTimer[] {
  if (state.status === 'paused' || (isAnythingOpen(state, turn.retryAt) && !hasRoomToRetry(state, turn))) return [];
  return [{ timerId: `retry:${keyOf(turn)}`, dueAt: turn.retryAt, about: 'retry' }];
}

/**
 * The deadline, or while it stands still the expiry of what people are asked: first what calls that were made have led
 * to; leave for others expires after that is known.
 */
function timersInFlight(turn: AskedTurn | AnsweredTurn): readonly OpenTimer[] {
  if (turn.stage === 'asked' || !isWaiting(turn)) {
    return [{ timerId: `deadline:${keyOf(turn)}`, dueAt: turn.deadline, about: 'deadline', turn }];
  }
  const questions = questionsOf(turn);
  const doubts = questions.filter(({ question }) => question.kind === 'in_doubt');
  return (doubts.length > 0 ? doubts : questions).map(expiryTimer);
}

const keyOf = ({ turnId, attempt }: OpenTurn): string => `${turnId}:${attempt}`;

const expiryTimer = (found: FoundQuestion): OpenTimer => ({
  timerId: `expiry:${found.question.approvalId}`,
  dueAt: found.question.expiresAt,
  about: 'expiry',
  ...found,
});

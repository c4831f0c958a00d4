import {
  callIdOf,
  isTerminal,
  type Answer,
  type CallId,
  type EventOf,
  type RunEvent,
  type ToolCall,
  type TurnId,
} from '#events';

/** What is to be done for a two-phase turn now. */
export type Action =
  | { readonly action: 'none' }
  /** Make the call; `claim` is the one under which a `once` call was started. */
  | {
      readonly action: 'act';
      readonly callId: CallId;
      readonly call: ToolCall;
      readonly index: number;
      readonly claim?: string;
    }
  /** Ask for the right to make a `once` call. */
  | { readonly action: 'claim'; readonly callId: CallId }
  /** Somebody else started this call and its result is not known. */
  | { readonly action: 'doubt'; readonly callId: CallId; readonly claim: string };

const NONE: Action = { action: 'none' };

/**
 * The next call of a turn that has answered, by the run's events alone. Calls are made in order, each after the one
 * before it is recorded; one that waits for a person holds those behind it.
 * @param isMine whether this process made the claim
 */
export function nextAction(events: readonly RunEvent[], turnId: TurnId, isMine: (claim: string) => boolean): Action {
  const turn = turnEvents(events, turnId);
  if (turn.answered === undefined || turn.closed) return NONE;
  const pending = firstPending(turn.answered.data.answer, turnId, turn.recorded);
  if (pending === undefined) return NONE;
  const { callId, call } = pending;
  if (turn.waiting.has(callId)) return NONE;
  if (call.effect !== 'once') return { action: 'act', ...pending };
  const claim = turn.claims.get(callId);
  if (claim === undefined) return { action: 'claim', callId };
  return isMine(claim) ? { action: 'act', ...pending, claim } : { action: 'doubt', callId, claim };
}

interface TurnEvents {
  answered: EventOf<'TurnAnswered'> | undefined;
  closed: boolean;
  readonly recorded: Set<CallId>;
  /** Claims that still stand: a resumed call may be claimed again. */
  readonly claims: Map<CallId, string>;
  /** Calls with an approval that nobody has resolved. */
  readonly waiting: Set<CallId>;
}

function turnEvents(events: readonly RunEvent[], turnId: TurnId): TurnEvents {
  const turn: TurnEvents = {
    answered: undefined,
    closed: false,
    recorded: new Set(),
    claims: new Map(),
    waiting: new Set(),
  };
  for (const event of events) {
    if (isTerminal(event)) turn.closed = true;
    else if ('turnId' in event.data && event.data.turnId === turnId) note(turn, event);
  }
  return turn;
}

function note(turn: TurnEvents, event: RunEvent): void {
  switch (event.type) {
    case 'TurnAnswered':
      turn.answered = event;
      break;
    case 'TurnRecorded':
    case 'TurnFailed':
      turn.closed = true;
      break;
    case 'TurnRequested':
      turn.closed = false;
      break;
    case 'ToolCallStarted':
      turn.claims.set(event.data.callId, event.data.claim);
      break;
    case 'ToolCallRecorded':
      turn.recorded.add(event.data.callId);
      turn.waiting.delete(event.data.callId);
      break;
    case 'ApprovalRequested':
      turn.waiting.add(event.data.callId);
      break;
    case 'TurnResumed':
      turn.waiting.delete(event.data.callId);
      turn.claims.delete(event.data.callId);
      break;
    default:
  }
}

function firstPending(answer: Answer, turnId: TurnId, recorded: ReadonlySet<CallId>) {
  for (const [position, call] of answer.calls.entries()) {
    const index = position + 1;
    const callId = callIdOf(turnId, index);
    if (call.effect !== 'control' && !recorded.has(callId)) return { callId, call, index };
  }
  return undefined;
}

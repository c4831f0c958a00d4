import {
  callIdOf,
  type ActivationId,
  type AgentId,
  type ApprovalId,
  type CallId,
  type ControlFact,
  type EventData,
  type ToolCall,
  type TurnId,
} from '#events';
import type { Amount } from './amount.js';

/** A turn that was requested and has neither been recorded nor finally failed. */
export type OpenTurn = AskedTurn | AnsweredTurn | BackoffTurn;

interface TurnBasis {
  readonly turnId: TurnId;
  readonly agentId: AgentId;
  readonly activationId: ActivationId;
  readonly round: number;
  readonly purpose: string;
  /** The latest attempt. */
  readonly attempt: number;
  readonly context: EventData<'TurnRequested'>['context'];
  readonly remaining: number;
  /** Sizes of what it has answered, its text and then each call; empty before. */
  readonly partSizes: readonly number[];
}

/** A worker has the word; the first result ends the attempt. */
export interface AskedTurn extends TurnBasis {
  readonly stage: 'asked';
  readonly deadline: number;
  readonly reserved: Amount;
}

/** The model has answered; its acting calls are on their way. */
export interface AnsweredTurn extends TurnBasis {
  readonly stage: 'answered';
  readonly deadline: number;
  /** What the answer has left of the reservation. */
  readonly reserved: Amount;
  readonly answeredAt: number;
  readonly controls: readonly ControlFact[];
  /** Of the call with index i at i - 1. */
  readonly calls: readonly CallState[];
  readonly questions: readonly Question[];
  /** Since when the deadline stands still; counts only while `isWaiting`. */
  readonly waitingSince: number;
}

/** The last attempt has failed; the next one waits. */
export interface BackoffTurn extends TurnBasis {
  readonly stage: 'backoff';
  readonly retryAt: number;
}

export type CallState = CallBasis &
  (
    | { readonly stage: 'held' | 'ready' | 'done' }
    /** Somebody has the right to act, or had it and nobody knows what came of it. */
    | { readonly stage: 'claimed' | 'doubted'; readonly claim: string }
  );

interface CallBasis {
  readonly effect: ToolCall['effect'];
  readonly argumentBytes: number;
  /** Questions that were put to a person about this call. */
  readonly asked: number;
}

/** A question to a person that is open. */
export interface Question {
  readonly approvalId: ApprovalId;
  readonly kind: 'before_call' | 'in_doubt';
  readonly callId: CallId;
  readonly argumentBytes: number;
  readonly expiresAt: number;
}

/** A `once` call that was started and whose result is not known. */
export interface Claim {
  readonly callId: CallId;
  readonly claim: string;
  readonly stage: 'claimed' | 'doubted';
  /** Questions about it so far. */
  readonly asked: number;
}

/** While people are asked and nobody acts on a claim the deadline stands still. */
export const isWaiting = ({ questions, calls }: AnsweredTurn): boolean =>
  questions.length > 0 && calls.every(({ stage }) => stage !== 'claimed');

/** The turn after a change at this time, its deadline stopped or going on where the change does that. */
export function clocked(before: AnsweredTurn, after: AnsweredTurn, time: number): AnsweredTurn {
  if (isWaiting(before) === isWaiting(after)) return after;
  if (isWaiting(after)) return { ...after, waitingSince: time };
  return { ...after, deadline: after.deadline + time - before.waitingSince };
}

/** Calls that somebody may have made, or may be making, without a result so far. */
export const claimsOf = (turn: OpenTurn): readonly Claim[] =>
  turn.stage !== 'answered'
    ? []
    : turn.calls.flatMap((call, position) =>
        'claim' in call ? [claimOf(callIdOf(turn.turnId, position + 1), call)] : [],
      );

const claimOf = (callId: CallId, { claim, stage, asked }: Omit<Claim, 'callId'>): Claim => ({
  callId,
  claim,
  stage,
  asked,
});

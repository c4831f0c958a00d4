import type { Answer, CallReport, Content, EventOf, PartRef, TurnId } from '#events';
import type {
  CutOffAttempt,
  DiscardedAttempt,
  FailedAttempt,
  FinalAnswer,
  Grading,
  Spend,
  Step,
  Trajectory,
} from './trajectory.js';

/** A trajectory while its events are read. */
export interface Draft {
  readonly started: EventOf<'RunStarted'>;
  status: Trajectory['status'];
  endedAt?: number;
  readonly steps: Step[];
  readonly failures: FailedAttempt[];
  readonly discarded: DiscardedAttempt[];
  readonly answers: FinalAnswer[];
  readonly gradings: Grading[];
  /** The latest request of a turn. */
  readonly requests: Map<TurnId, EventOf<'TurnRequested'>>;
  readonly said: Map<TurnId, Answer>;
  /** Asked, and not heard of since. */
  readonly open: Map<TurnId, CutOffAttempt>;
}

export const draftOf = (started: EventOf<'RunStarted'>): Draft => ({
  started,
  status: 'running',
  steps: [],
  failures: [],
  discarded: [],
  answers: [],
  gradings: [],
  requests: new Map(),
  said: new Map(),
  open: new Map(),
});

/** The text that a part of a turn's answer stands for. */
export function contentOf(draft: Draft, { turnId, index }: PartRef): Content | undefined {
  const answer = draft.said.get(turnId);
  return index === 0 ? answer?.text : answer?.calls[index - 1]?.arguments;
}

export const spendOf = (report: CallReport | undefined): Spend => ({
  ...(report && { usage: report.usage }),
  ...(report?.cost !== undefined && { cost: report.cost }),
});

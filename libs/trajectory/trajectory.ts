import type { CallStatus, Content, MessageKind, TaskRef, Usage } from '#events';

/**
 * A run as metrics and detectors see it, whoever hosted it. What its source cannot tell is absent. Identities are plain
 * text: other sources have other rules for them.
 */
export interface Trajectory {
  readonly runId: string;
  /** Equal hashes are equal tasks. */
  readonly taskHash?: string;
  readonly taskRef?: TaskRef;
  /** The answers can be graded. */
  readonly gradable: boolean;
  readonly system?: string;
  readonly architecture?: string;
  /** The models were simulated. */
  readonly rehearsed: boolean;
  readonly status: 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly agents: readonly TrajectoryAgent[];
  /** In the order in which they happened. */
  readonly steps: readonly Step[];
  readonly failures: readonly FailedAttempt[];
  readonly discarded: readonly DiscardedAttempt[];
  /** Attempts that were open when the run ended and of which nothing has come since, in runs of our own. */
  readonly cutOff?: readonly CutOffAttempt[];
  readonly answers: readonly FinalAnswer[];
  readonly gradings: readonly Grading[];
  /** Where it was read from: the conventions of its spans, or the format of a transcript. */
  readonly family?: string;
  readonly traceIds?: readonly string[];
  /** Ends by an error that no failed call of a model or a tool explains. */
  readonly faults?: readonly Fault[];
  /** In runs of others: which service worked, and how it says that it ended. */
  readonly service?: string;
  readonly ending?: Ending;
  /** What the source cannot tell, each headed by the field that it concerns (`agents: ...`). */
  readonly unknown?: readonly string[];
}

/** What the root of a run says of its end, which is not whether its answer is right. `unknown`: its root was not received. */
export interface Ending {
  readonly status: 'ok' | 'error' | 'unknown';
  /** Of an error. */
  readonly message?: string;
}

/** Of an agent, or of the run as a whole. */
export interface Fault {
  readonly agent?: string;
  readonly spanId?: string;
  readonly message: string;
}

/** In transcripts also those who are none: the roles `user` and `system` say so. */
export interface TrajectoryAgent {
  readonly agent: string;
  readonly role?: string;
  readonly provider?: string;
  readonly model?: string;
}

/** The unit of failure attribution. */
export type Step = TurnStep | ToolCallStep | MessageStep;

interface StepHead {
  /** Place in the trajectory, from 0. */
  readonly index: number;
  /** Whose step it is. */
  readonly agent: string;
  readonly round?: number;
  /** When it was recorded; times are epoch milliseconds. */
  readonly at: number;
  /** Of the event that shows it, in runs of our own. */
  readonly sequence?: number;
  /** Index of the message of the transcript that it was read from. */
  readonly entry?: number;
  readonly traceId?: string;
  /** The span that shows it, and the one around that. */
  readonly spanId?: string;
  readonly parentSpanId?: string;
}

/** One model call that was answered, and what the model asked for. Its tool calls and messages are steps of their own. */
export interface TurnStep extends StepHead, Spend {
  readonly kind: 'turn';
  readonly turnId: string;
  /** `open`: acting tools have not all reported; `failed`: they never did, and it counts as no turn. */
  readonly status: 'open' | 'recorded' | 'failed';
  readonly purpose?: string;
  readonly requestedAt?: number;
  readonly startedAt?: number;
  readonly firstTokenAt?: number;
  readonly endedAt?: number;
  readonly model?: string;
  readonly text?: Content;
  /** Names of all calls that the model asked for, those that only speak to the system included. */
  readonly calls: readonly string[];
  /** What was malformed in the answer. */
  readonly defect?: string;
}

export interface ToolCallStep extends StepHead {
  readonly kind: 'tool_call';
  readonly turnId: string;
  readonly callId: string;
  readonly name?: string;
  readonly status: CallStatus;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly arguments?: Content;
  readonly result?: Content;
}

export interface MessageStep extends StepHead {
  readonly kind: 'message';
  /** The turn that it was written in, where that is known. */
  readonly turnId?: string;
  /** Receivers; `agent` is the sender. A message to several is one message; nobody where its source does not tell. */
  readonly to: readonly string[];
  /** `peer`: said among equals, in runs of others. */
  readonly messageKind: MessageKind | 'peer';
  /** A review's verdict. */
  readonly accepted?: boolean;
  readonly content?: Content;
  /** Receivers were shown so many characters of it. */
  readonly maxChars?: number;
}

/** What an attempt at a model call used; each attempt's is found in one place: a turn step, a failure, a discarded result. */
export interface Spend {
  /** Absent where the call left no trace. */
  readonly usage?: Usage;
  /** In micro-dollars. */
  readonly cost?: number;
}

export interface FailedAttempt extends Spend {
  readonly agent: string;
  readonly turnId: string;
  readonly attempt: number;
  readonly at: number;
  readonly code: string;
  readonly message: string;
  /** The turn is given up. */
  readonly final: boolean;
}

/** A result that came too late to count. */
export interface DiscardedAttempt extends Spend {
  readonly agent: string;
  readonly turnId: string;
  readonly attempt: number;
  readonly at: number;
  readonly reason: string;
}

/** Its spend is not known. */
export interface CutOffAttempt extends Spend {
  readonly agent: string;
  readonly turnId: string;
  readonly attempt: number;
}

export interface FinalAnswer {
  readonly agent: string;
  readonly content?: Content;
}

export interface Grading {
  readonly grader: string;
  readonly version: string;
  /** Every distinct answer is right. */
  readonly passed: boolean;
  readonly anyPassed: boolean;
  /** From 0 to 1. */
  readonly score: number;
}

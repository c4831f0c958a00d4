import type {
  ActivationId,
  AgentId,
  Answer,
  ApprovalId,
  CallId,
  EventOf,
  ResolvedAgent,
  ToolCall,
  TurnId,
} from '#events';
import type { ContentSettings } from './content-settings.js';
import type { SpanLink } from './span-data.js';
import { runSpanId } from './span-ids.js';
import { noTotals, type Totals } from './totals.js';

/** What is needed of a run's events so far for spans that have not ended. It grows with what is open, not with the run. */
export interface OpenTrace {
  readonly started: EventOf<'RunStarted'>;
  readonly spanId: string;
  readonly content: ContentSettings | undefined;
  readonly agents: ReadonlyMap<AgentId, ResolvedAgent>;
  readonly totals: Totals;
  readonly activations: Map<ActivationId, OpenActivation>;
  /** Of each agent the one that was opened last, open or not. */
  readonly latest: Map<AgentId, OpenActivation>;
  /** Turns that are open, or were when the run ended. */
  readonly turns: Map<TurnId, OpenTurn>;
  readonly questions: Map<ApprovalId, EventOf<'ApprovalRequested'>>;
  /** Calls that were started, without a result by the end of their turn or run. */
  readonly inDoubt: Map<CallId, StartedCall>;
  /** By sequence, until every receiver has been shown them. */
  readonly unread: Map<number, UnreadMessage>;
  /** The last attempt of each turn that took more than one. */
  readonly attempts: Map<TurnId, number>;
  messages: number;
  paused: EventOf<'RunPaused'> | undefined;
  /** A terminal event was read. */
  ended: boolean;
}

export interface OpenActivation {
  readonly id: ActivationId;
  readonly spanId: string;
  readonly agent: ResolvedAgent;
  readonly round: number;
  readonly purpose: string;
  readonly startMs: number;
  readonly links: SpanLink[];
  readonly totals: Totals;
}

export interface OpenTurn {
  readonly activation: OpenActivation;
  /** The latest one. */
  readonly request: EventOf<'TurnRequested'>;
  /** The next attempt waits. */
  readonly backoff?: { readonly attempt: number; readonly since: number; readonly retryAt: number };
  /** The model has answered; acting tools follow. */
  readonly answered?: { readonly answer: Answer; readonly at: number };
  /** Calls that were started and have no result yet, with when they were. */
  readonly claims: Map<CallId, number>;
}

export interface StartedCall {
  readonly callId: CallId;
  readonly call: ToolCall;
  readonly activation: OpenActivation;
  readonly since: number;
}

interface UnreadMessage {
  readonly message: EventOf<'MessageSent'>;
  readonly receivers: Set<AgentId>;
}

export const openTrace = (started: EventOf<'RunStarted'>, content: ContentSettings | undefined): OpenTrace => ({
  started,
  spanId: runSpanId(started.runId),
  content,
  agents: new Map(started.data.system.agents.map((agent) => [agent.agentId, agent])),
  totals: noTotals(),
  activations: new Map(),
  latest: new Map(),
  turns: new Map(),
  questions: new Map(),
  inDoubt: new Map(),
  unread: new Map(),
  attempts: new Map(),
  messages: 0,
  paused: undefined,
  ended: false,
});

import type {
  AgentId,
  AnswerRef,
  ApprovalId,
  Budget,
  BudgetKind,
  CallId,
  Decision,
  EventData,
  FailureCode,
  MessageKind,
  RejectionCode,
  Role,
  RunId,
  TaskRef,
  TurnId,
  Usage,
} from '#events';

/** A truth value as every database stores it alike. */
export type Flag = 0 | 1;

export const RUN_STATUSES = ['running', 'paused', 'completed', 'failed', 'cancelled', 'rejected'] as const;
/** `rejected`: its StartRun was refused, so it never ran. */
export type RunStatus = (typeof RUN_STATUSES)[number];
export const isEnded = (status: RunStatus): boolean => status !== 'running' && status !== 'paused';

/** What a run was started with. */
export interface RunOrigin {
  readonly system: string;
  readonly systemHash: string;
  readonly taskRef?: TaskRef;
  readonly taskHash: string;
  readonly budget: Budget;
  readonly seed: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly continuesRunId?: RunId;
  readonly traceId: string;
  readonly erasable: boolean;
  /** Whether a grade can be expected once the run is completed. */
  readonly gradable: boolean;
}

/** Why a run ended: completed runs have `because`, failed and rejected ones `code` and `message`, cancelled ones `reason`. */
export interface RunOutcome {
  readonly because?: EventData<'RunCompleted'>['because'] | undefined;
  readonly budget?: BudgetKind | undefined;
  readonly code?: FailureCode | RejectionCode | undefined;
  readonly message?: string | undefined;
  readonly reason?: string | undefined;
}

export type Grade = EventData<'RunGraded'>;

/** `sequence`: the last event that this row has seen. `parked`: an event of the run could not be read, the row is incomplete. */
export interface RunRow {
  readonly runId: RunId;
  readonly tenant: string;
  readonly status: RunStatus;
  readonly parked: Flag;
  readonly sequence: number;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
  readonly architecture: string | null;
  readonly family: string | null;
  readonly comparisonId: string | null;
  readonly rehearsed: Flag;
  readonly origin: RunOrigin | null;
  readonly outcome: RunOutcome | null;
  readonly answers: readonly AnswerRef[];
  readonly graded: Grade | null;
}

export interface LabelRow {
  readonly runId: RunId;
  readonly label: string;
  readonly value: string;
}

/** `turns`: recorded ones. `messages`: sent, errors apart. `requestedAttempts`: of whatever became of them. */
export interface AgentCounts {
  readonly turns: number;
  readonly messages: number;
  readonly toolCalls: number;
  readonly requestedAttempts: number;
  readonly failedAttempts: number;
  readonly discardedAttempts: number;
}

export const NO_COUNTS: AgentCounts = {
  turns: 0,
  messages: 0,
  toolCalls: 0,
  requestedAttempts: 0,
  failedAttempts: 0,
  discardedAttempts: 0,
};
export interface AgentRow extends AgentCounts {
  readonly runId: RunId;
  readonly agentId: AgentId;
  /** Place in the team, from 0. */
  readonly position: number;
  readonly role: Role;
  readonly provider: string;
  readonly model: string;
  readonly tier: string | null;
}

/** `maxChars`: where the reader's copy is cut. */
export interface MessageRow {
  readonly runId: RunId;
  readonly sequence: number;
  readonly time: number;
  readonly sender: AgentId;
  readonly recipients: readonly AgentId[];
  readonly kind: MessageKind;
  readonly round: number;
  readonly turnId: TurnId;
  readonly part: number;
  readonly maxChars: number | null;
  readonly accepted: Flag | null;
}

/** `answered`: the turn's tools are still at work; what the answer cost is spent already. */
export const SPEND_FATES = ['answered', 'recorded', 'failed', 'discarded'] as const;
export type SpendFate = (typeof SPEND_FATES)[number];

/** What one model call used; null = not known, never 0. `sequence` is that of the event that carries it. */
export interface UsageRow {
  readonly runId: RunId;
  readonly sequence: number;
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly agentId: AgentId;
  readonly fate: SpendFate;
  readonly provider: string;
  readonly model: string;
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly reasoning: number | null;
  readonly source: Usage['source'];
  readonly microDollars: number | null;
  readonly maybeRepeated: Flag;
  readonly startedAt: number;
  readonly endedAt: number;
}

export const APPROVAL_STATUSES = ['open', 'resolved', 'void'] as const;
/** `void`: the run ended before anybody answered. */
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

export interface ApprovalRow {
  readonly runId: RunId;
  readonly approvalId: ApprovalId;
  readonly tenant: string;
  readonly kind: EventData<'ApprovalRequested'>['kind'];
  readonly turnId: TurnId;
  readonly callId: CallId;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly status: ApprovalStatus;
  readonly decision: Decision | 'expired' | null;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly resolvedAt: number | null;
}

/** A run that was accepted over HTTP, with the client's key if it sent one. */
export interface AcceptanceRow {
  readonly runId: RunId;
  readonly tenant: string;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
  readonly acceptedAt: number;
}

/** Every table with its rows. */
export interface Tables {
  readonly runs: RunRow;
  readonly runLabels: LabelRow;
  readonly agents: AgentRow;
  readonly messages: MessageRow;
  readonly usage: UsageRow;
  readonly approvals: ApprovalRow;
  readonly acceptances: AcceptanceRow;
}

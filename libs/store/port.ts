import type { RunDiagnosed, RunDiagnosis, RunEvent, RunId } from '#events';
import type {
  AgentCounts,
  AgentRow,
  ApprovalRow,
  ApprovalStatus,
  MessageRow,
  RunRow,
  RunStatus,
  SpendFate,
} from '#read-models';

/**
 * A partition's events in order; `unreadable` names the runs of records between them that could not be read.
 * `position`: where the caller believes the checkpoint stands, the first batch of a partition may say anything.
 * `next`: where it stands afterwards.
 */
export interface ProjectedBatch {
  readonly events: readonly RunEvent[];
  readonly unreadable?: readonly RunId[];
  readonly diagnoses?: readonly RunDiagnosis[];
  readonly position: number;
  readonly next: number;
}

export interface AcceptRequest {
  readonly tenant: string;
  readonly idempotencyKey?: string | undefined;
  readonly bodyHash: string;
  readonly unlogged?: Unlogged | undefined;
  readonly runId: RunId;
  readonly now: number;
}
/** What is remembered of a request here alone: from a log that had it, a short expected answer could be guessed. */
export interface Unlogged {
  /** Of the whole body; `bodyHash` is of what of it the log may tell. */
  readonly wholeHash: string;
  readonly salt: string;
}
type Remembered = { readonly [Field in keyof Unlogged]: Unlogged[Field] | null };
/** The first request with a key; `bodyHash` is null where the log does not say, the others where nothing but the log has. */
export interface Accepted extends Remembered {
  readonly runId: RunId;
  readonly bodyHash: string | null;
}
/** `runId` and `salt` are those of the first request with this key; `sameBody` compares with what that one said. */
export interface Acceptance extends Pick<Accepted, 'runId' | 'salt'> {
  readonly sameBody: boolean;
  readonly first: boolean;
}

/** Sums over attempts that are known; `withoutUsage` and `withoutCost` count the attempts that the sums lack. */
export interface SpendTotals {
  readonly attempts: number;
  readonly input: number;
  readonly output: number;
  readonly microDollars: number;
  readonly withoutUsage: number;
  readonly withoutCost: number;
}
export type Spend = Readonly<Record<SpendFate, SpendTotals>>;

export interface RunSummary {
  readonly run: RunRow;
  readonly counts: AgentCounts;
  readonly spend: Spend;
}
export interface RunDetail extends RunSummary {
  /** In team order. */
  readonly agents: readonly (AgentRow & { readonly spend: Spend })[];
}

export interface RunFilter {
  readonly tenant: string;
  readonly status?: RunStatus | undefined;
  readonly architecture?: string | undefined;
  readonly family?: string | undefined;
  readonly comparisonId?: string | undefined;
  readonly label?: { readonly label: string; readonly value: string } | undefined;
}
export interface ApprovalFilter {
  readonly tenant: string;
  readonly status?: ApprovalStatus | undefined;
  readonly runId?: RunId | undefined;
}
/** Where a letter lies in `run-dead-letters`. */
export interface LetterPlace {
  readonly partition: number;
  readonly offset: number;
}
/** What somebody has done about a dead letter, and when (epoch milliseconds). */
export interface Settlement {
  readonly how: 'retried' | 'dropped';
  readonly at: number;
}
export type SettledLetter = LetterPlace & Settlement;

/** What one version of the classifier has said of a run, and when (epoch milliseconds). */
export interface StoredDiagnosis {
  readonly at: number;
  readonly diagnosed: RunDiagnosed;
}

/** `after`: the cursor of the previous page. */
export interface Page {
  readonly limit: number;
  readonly after?: string | undefined;
}
/** `next` is the cursor of the following page; absent on the last one. */
export interface Paged<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * Read models of runs, and what was accepted over HTTP. Rows are a projection of the log: rebuilt from it at any time.
 * Failures of our own making reject with a `StoreError`.
 */
export interface Store {
  /** The next offset to apply; undefined = from the start. */
  positionOf(projection: string, partition: number): Promise<number | undefined>;
  /** Rows and checkpoint in one transaction; rejects with `position_moved` where the stored position differs. */
  apply(projection: string, partition: number, batch: ProjectedBatch): Promise<void>;
  /** Remembers the run, or finds the one that was remembered under the key. Durable when it resolves. */
  acceptRun(request: AcceptRequest): Promise<Acceptance>;
  /** What was accepted under this key, if anything was. */
  acceptedUnder(tenant: string, idempotencyKey: string): Promise<Accepted | undefined>;
  isAccepted(runId: RunId): Promise<boolean>;
  run(runId: RunId): Promise<RunDetail | undefined>;
  /** Newest first. */
  runs(filter: RunFilter, page: Page): Promise<Paged<RunSummary>>;
  /** In order of sequence; `after` is a sequence. */
  messages(runId: RunId, page: Page): Promise<Paged<MessageRow>>;
  /** In order of run, then approval. */
  approvals(filter: ApprovalFilter, page: Page): Promise<Paged<ApprovalRow>>;
  /** One of each version of the classifier: the one that has seen most of the run. The version that spoke last comes first. */
  diagnoses(runId: RunId): Promise<readonly StoredDiagnosis[]>;
  /** Remembers what became of a dead letter; of several settlements the first stays. */
  settleLetter(place: LetterPlace, settlement: Settlement): Promise<void>;
  /** In order of partition and offset. */
  settledLetters(): Promise<readonly SettledLetter[]>;
  /** Forgets these runs, their idempotency keys, and what it has of their history. */
  removeRuns(runIds: readonly RunId[]): Promise<void>;
  close(): Promise<void>;
}

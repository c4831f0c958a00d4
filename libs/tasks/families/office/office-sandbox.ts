import type { Change } from './change.js';
import type { Office } from './office-state.js';

/**
 * The offices that runs work in. It behaves as a system of somebody else's: it keeps its own state, outlives whoever calls
 * it, has kept for good what it has answered, and does what it is asked each time it is asked, but for requests with
 * a key: of these it does the first and repeats its answer to the others.
 */
export interface OfficeSandbox {
  /** The office of a run as it is now; undefined where nothing has been asked of it yet. */
  officeOf(runId: string): Promise<Office | undefined>;
  /** Makes the office of a run, unless it has one. */
  open(runId: string, initial: Office): Promise<void>;
  /** Undefined where the run has no office. */
  change(runId: string, change: Change, key?: string): Promise<Reply | undefined>;
  /** Forgets the offices of these runs. */
  removeRuns(runIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export type Reply = { readonly told: string } | { readonly problem: string };

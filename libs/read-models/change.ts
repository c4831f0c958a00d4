import type { AgentId, ApprovalId, RunId, TurnId } from '#events';
import type { AgentCounts, ApprovalRow, RunRow, SpendFate, Tables } from './rows.js';

/** A new row. A row of `acceptances` that is there already stays as it is; in other tables that cannot happen. */
export type Insert = {
  readonly [T in keyof Tables]: { readonly change: 'insert'; readonly table: T; readonly row: Tables[T] };
}[keyof Tables];

export type Resolution = Pick<ApprovalRow, 'status' | 'decision' | 'reason' | 'actor' | 'resolvedAt'>;

/** What an event does to the rows. Applied once each, in order, changes give the same rows whatever the batches were. */
export type Change =
  | Insert
  | { readonly change: 'run'; readonly runId: RunId; readonly set: Partial<RunRow> }
  | { readonly change: 'count'; readonly runId: RunId; readonly agentId: AgentId; readonly add: Partial<AgentCounts> }
  /** The answered attempt's usage has found its fate; nothing where the attempt was not answered. */
  | {
      readonly change: 'settle';
      readonly runId: RunId;
      readonly turnId: TurnId;
      readonly attempt: number;
      readonly fate: Extract<SpendFate, 'recorded' | 'failed'>;
    }
  | {
      readonly change: 'resolve';
      readonly runId: RunId;
      readonly approvalId: ApprovalId;
      readonly set: Resolution;
    }
  /** Open approvals of the run become void. */
  | { readonly change: 'void-approvals'; readonly runId: RunId; readonly at: number };

export const insert = <T extends keyof Tables>(table: T, row: Tables[T]) => ({ change: 'insert', table, row }) as const;

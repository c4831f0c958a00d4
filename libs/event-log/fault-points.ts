/**
 * Where a fault test may kill the process, in the order of a commit's life:
 * - `before-commit`: everything of this tick is decided, nothing is written. A hook that throws here fails the commit.
 * - `in-transaction`: written, not committed (embedded only).
 * - `after-commit`: durable; neither the committer nor a consumer knows.
 * - `before-deliver`: those who committed know, the consumers do not.
 * - `before-trim`, `before-wal-checkpoint`, `in-prune`: housekeeping (embedded only); `in-prune` stands between two of
 *   its transactions.
 */
export const FAULT_POINTS = [
  'before-commit',
  'in-transaction',
  'after-commit',
  'before-deliver',
  'before-trim',
  'before-wal-checkpoint',
  'in-prune',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];
/** Called at each point; for fault tests only. */
export type FaultHook = (point: FaultPoint) => void;

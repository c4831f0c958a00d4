import type { Scope } from './scope.js';

/** What a list tells of a run. */
interface ListedRun {
  readonly status: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** What has been found in a list of runs, page by page. */
export interface ScopedRuns<Run> {
  readonly found: readonly Run[];
  /** There are more in scope than are wanted. */
  readonly isCut: boolean;
  /** No later page has a run that is wanted. */
  readonly isOver: boolean;
}

export const NO_RUNS: ScopedRuns<never> = { found: [], isCut: false, isOver: false };

/** With the runs of the next page that have completed or failed in scope; pages have the newest runs first. */
export function withPage<Run extends ListedRun>(
  { found }: ScopedRuns<Run>,
  page: readonly Run[],
  { since = 0 }: Scope,
  most: number,
): ScopedRuns<Run> {
  const all = [...found, ...page.filter((run) => hasEnded(run) && run.startedAt >= since)];
  const isCut = all.length > most;
  return { found: all.slice(0, most), isCut, isOver: isCut || page.every(({ startedAt }) => startedAt < since) };
}

const hasEnded = ({ status }: ListedRun): boolean => status === 'completed' || status === 'failed';

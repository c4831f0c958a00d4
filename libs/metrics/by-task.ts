import { absent, known, ratio, total, type Measure } from './measure.js';
import type { RunMetrics } from './run-metrics.js';

/** The runs of one task. */
export interface TaskRuns {
  readonly task: string;
  readonly runs: readonly RunMetrics[];
}

/**
 * Runs gathered by their task, in an order that does not depend on theirs. The task, not the run, is the unit of all
 * statistics: several runs of a task are averaged first. A run whose task is not known is a task of its own.
 */
export function byTask(runs: readonly RunMetrics[]): readonly TaskRuns[] {
  const tasks = Map.groupBy(runs, ({ taskHash, runId }) => taskHash ?? `run ${runId}`);
  return [...tasks].map(([task, own]) => ({ task, runs: own })).sort((a, b) => (a.task < b.task ? -1 : 1));
}

/** Runs that have ended and were not cancelled, by id: sums do not depend on the order in which they were given. */
export const finishedOf = (runs: readonly RunMetrics[]): readonly RunMetrics[] =>
  runs.filter(({ outcome }) => outcome !== 'open').sort((a, b) => (a.runId < b.runId ? -1 : 1));

/** Of runs that are all graded. */
export const passedOf = (runs: readonly RunMetrics[]): number =>
  runs.filter(({ outcome }) => outcome === 'passed').length;

/** Mean over tasks of the mean over each task's runs. */
export function meanByTask(tasks: readonly TaskRuns[], of: (run: RunMetrics) => Measure): Measure {
  const means = tasks.map(({ runs }) => ratio(total(runs.map(of)), known(runs.length), 'no finished run'));
  return means.length === 0 ? absent('no finished run') : ratio(total(means), known(means.length), 'no finished run');
}

import { rateOf, type Rate } from '#metrics';
import type { ReportedRun } from './reported-run.js';

/** Mean over tasks of the share of each one's runs, with an interval by task; a run whose task is not known is a task of its own. Undefined of none. */
export const rateOfRuns = (runs: readonly ReportedRun[], holds: (run: ReportedRun) => boolean): Rate | undefined =>
  rateOf(runs.map((run) => ({ hit: holds(run), cluster: run.metrics.taskHash ?? run.metrics.runId })));

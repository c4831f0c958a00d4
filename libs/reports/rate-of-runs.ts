import { rateOf, type Rate } from '#metrics';
import type { ReportedRun } from './reported-run.js';

/** Runs of one task count as one observation; a run whose task is not known is one of its own. Undefined of none. */
export const rateOfRuns = (runs: readonly ReportedRun[], holds: (run: ReportedRun) => boolean): Rate | undefined =>
  rateOf(runs.map((run) => ({ hit: holds(run), cluster: run.metrics.taskHash ?? run.metrics.runId })));

import { finishedOf } from './by-task.js';
import { estimatesOf, type Estimates } from './estimates.js';
import { ratio, type Measure } from './measure.js';
import { pairedComparison, type PairedComparison } from './pairing.js';
import { regimeOf, type Regime } from './regime.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf } from './set-metrics.js';

/** A set of runs beside single-agent runs. */
export interface BaselineComparison extends Estimates {
  /** Both sets finished the same tasks equally often; else O, Ec and A also show that the tasks differ. */
  readonly sameTasks: boolean;
  readonly regime?: Regime;
  /** Mean tokens of a run over those of the baseline. */
  readonly tokenRatio: Measure;
  /** The set first, the baseline second. */
  readonly paired: PairedComparison;
}

export function comparedToBaseline(runs: readonly RunMetrics[], baseline: readonly RunMetrics[]): BaselineComparison {
  const [own, base] = [setMetricsOf(runs), setMetricsOf(baseline)];
  const estimates = estimatesOf({ runs, metrics: own }, { runs: baseline, metrics: base });
  const overhead = estimates.overheadPercent.value;
  return {
    sameTasks: sameTasks(runs, baseline),
    ...estimates,
    ...(overhead !== undefined && { regime: regimeOf(overhead) }),
    tokenRatio: ratio(own.tokensPerRun, base.tokensPerRun, 'the baseline used no tokens'),
    paired: pairedComparison(runs, baseline),
  };
}

/** False too where the task of a run is not known. */
function sameTasks(runs: readonly RunMetrics[], baseline: readonly RunMetrics[]): boolean {
  const [own, base] = [tasksOf(runs), tasksOf(baseline)];
  return !own.includes(undefined) && own.sort().join() === base.sort().join();
}

const tasksOf = (runs: readonly RunMetrics[]): (string | undefined)[] =>
  finishedOf(runs).map(({ taskHash }) => taskHash);

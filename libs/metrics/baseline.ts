import { absent, known, type Measure } from './measure.js';
import { efficiency, errorAmplification, overheadPercent } from './overhead.js';
import { pairedComparison, type PairedComparison } from './pairing.js';
import { regimeOf, type Regime } from './regime.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf, type SetMetrics } from './set-metrics.js';

/** A set of runs beside single-agent runs. */
export interface BaselineComparison {
  /** Both sets finished the same tasks equally often; else O, Ec and A also show that the tasks differ. */
  readonly sameTasks: boolean;
  readonly overheadPercent: Measure;
  readonly regime?: Regime;
  /** Ec */
  readonly efficiency: Measure;
  /** A, over tasks: not the paper's trace-level figure of up to 17. */
  readonly errorAmplification: Measure;
  /** The set first, the baseline second. */
  readonly paired: PairedComparison;
}

export function comparedToBaseline(runs: readonly RunMetrics[], baseline: readonly RunMetrics[]): BaselineComparison {
  const [own, base] = [setMetricsOf(runs), setMetricsOf(baseline)];
  const overhead = overheadPercent(own.turns, base.turns);
  return {
    sameTasks: sameTasks(runs, baseline),
    overheadPercent: overhead,
    ...(overhead.value !== undefined && { regime: regimeOf(overhead.value) }),
    efficiency: efficiency(rateOf(own), own.turns, base.turns),
    errorAmplification: errorAmplification(rateOf(own), rateOf(base)),
    paired: pairedComparison(runs, baseline),
  };
}

const rateOf = ({ success }: SetMetrics): Measure =>
  success.value === undefined ? absent(success.reason) : known(success.value);

/** False too where the task of a run is not known. */
function sameTasks(runs: readonly RunMetrics[], baseline: readonly RunMetrics[]): boolean {
  const [own, base] = [tasksOf(runs), tasksOf(baseline)];
  return !own.includes(undefined) && own.sort().join() === base.sort().join();
}

const tasksOf = (runs: readonly RunMetrics[]): (string | undefined)[] =>
  runs.filter(({ outcome }) => outcome !== 'open').map(({ taskHash }) => taskHash);

import { byTask, passedOf } from './by-task.js';
import type { Estimate } from './interval.js';
import { mcnemar } from './mcnemar.js';
import { absent, known, type Measure } from './measure.js';
import { pairedDifference, type ScorePair } from './newcombe.js';
import type { RunMetrics } from './run-metrics.js';

/** Two sets of graded runs, compared task by task; of several runs of a task the share that passed counts. */
export interface PairedComparison {
  /** Tasks of which both sets have graded runs. */
  readonly tasks: number;
  /** Tasks of which only one set has. */
  readonly unpaired: number;
  readonly firstBetter: number;
  readonly secondBetter: number;
  readonly equal: number;
  /** Success of the first less that of the second over the tasks of both, with Newcombe's interval. */
  readonly difference: Estimate;
  /**
   * Exact two-sided test that either set is the better one in equally many tasks: McNemar's where each task was run once,
   * the sign test where it was run more often.
   */
  readonly pValue: Measure;
}

export function pairedComparison(first: readonly RunMetrics[], second: readonly RunMetrics[]): PairedComparison {
  const [ones, others] = [scoresByTask(first), scoresByTask(second)];
  const pairs = [...ones].flatMap(([task, score]): readonly ScorePair[] => {
    const other = others.get(task);
    return other === undefined ? [] : [[score, other]];
  });
  const firstBetter = pairs.filter(([one, other]) => one > other).length;
  const secondBetter = pairs.filter(([one, other]) => one < other).length;
  const none = absent('no task that both sets have graded runs of');
  return {
    tasks: pairs.length,
    unpaired: ones.size + others.size - 2 * pairs.length,
    firstBetter,
    secondBetter,
    equal: pairs.length - firstBetter - secondBetter,
    difference: pairs.length === 0 ? none : pairedDifference(pairs),
    pValue: pairs.length === 0 ? none : known(mcnemar(firstBetter, secondBetter)),
  };
}

/** Runs of unknown tasks have no partners. */
function scoresByTask(runs: readonly RunMetrics[]): ReadonlyMap<string, number> {
  const graded = runs.filter(
    ({ taskHash, outcome }) => taskHash !== undefined && (outcome === 'passed' || outcome === 'failed'),
  );
  return new Map(byTask(graded).map((task) => [task.task, passedOf(task.runs) / task.runs.length]));
}

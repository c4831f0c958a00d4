import { mcnemar } from './mcnemar.js';
import { absent, known, type Measure } from './measure.js';
import type { RunMetrics } from './run-metrics.js';

/** Two sets of graded runs, compared task by task. */
export interface PairedComparison {
  readonly pairs: number;
  /** Graded runs of either set without a partner. */
  readonly unpaired: number;
  readonly bothPassed: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neitherPassed: number;
  /** McNemar's exact two-sided test of equal success. */
  readonly pValue: Measure;
}

/** Pairs the runs of equal tasks; of several runs of a task the n-th of one set with the n-th of the other. */
export function pairedComparison(first: readonly RunMetrics[], second: readonly RunMetrics[]): PairedComparison {
  const [ones, others] = [resultsByTask(first), resultsByTask(second)];
  const pairs = [...ones].flatMap(([task, results]) =>
    results.slice(0, others.get(task)?.length ?? 0).map((passed, nth) => [passed, others.get(task)?.[nth] ?? false]),
  );
  const count = (one: boolean, other: boolean): number => pairs.filter(([a, b]) => a === one && b === other).length;
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)];
  return {
    pairs: pairs.length,
    unpaired: sizeOf(ones) + sizeOf(others) - 2 * pairs.length,
    bothPassed: count(true, true),
    onlyFirst,
    onlySecond,
    neitherPassed: count(false, false),
    pValue:
      pairs.length === 0 ? absent('no task that both sets have graded runs of') : known(mcnemar(onlyFirst, onlySecond)),
  };
}

type ResultsByTask = ReadonlyMap<string, readonly boolean[]>;

function resultsByTask(runs: readonly RunMetrics[]): ResultsByTask {
  const results = new Map<string, boolean[]>();
  for (const { taskHash = '', outcome } of runs) {
    if (taskHash === '' || (outcome !== 'passed' && outcome !== 'failed')) continue;
    results.set(taskHash, [...(results.get(taskHash) ?? []), outcome === 'passed']);
  }
  return results;
}

const sizeOf = (results: ResultsByTask): number => [...results.values()].reduce((sum, { length }) => sum + length, 0);

import { byTask, finishedOf, meanByTask, passedOf, type TaskRuns } from './by-task.js';
import type { Interval } from './interval.js';
import { absent, known, ratio, standardDeviation, total, type Absent, type Measure } from './measure.js';
import type { RunMetrics } from './run-metrics.js';
import { wilson } from './wilson.js';

/** S over tasks with its Wilson interval; `passed` of `graded` are runs. */
export interface SuccessRate {
  readonly value: number;
  readonly interval: Interval;
  readonly passed: number;
  readonly graded: number;
  readonly reason?: undefined;
}

/**
 * Runs of one system, taken together. Runs that have not ended or were cancelled only count in `runs`. What is a mean is
 * one over tasks: several runs of a task are averaged first.
 */
export interface SetMetrics {
  readonly runs: number;
  readonly finished: number;
  readonly tasks: number;
  readonly success: SuccessRate | Absent;
  /** Mean T, and its standard deviation over the runs. */
  readonly turns: Measure;
  readonly turnsDeviation: Measure;
  /** c: messages of all runs by turns of all runs. */
  readonly density: Measure;
  readonly tokensPerRun: Measure;
  readonly microDollarsPerRun: Measure;
  /** What all runs used by how many passed. */
  readonly tokensPerSuccess: Measure;
  readonly microDollarsPerSuccess: Measure;
}

export function setMetricsOf(runs: readonly RunMetrics[]): SetMetrics {
  const finished = finishedOf(runs);
  const tasks = byTask(finished);
  const sum = (of: (run: RunMetrics) => Measure): Measure => total(finished.map(of));
  const success = successOf(tasks, finished);
  const passed: Measure = success.value === undefined ? success : known(success.passed);
  return {
    runs: runs.length,
    finished: finished.length,
    tasks: tasks.length,
    success,
    turns: meanByTask(tasks, (run) => known(run.turns)),
    turnsDeviation: standardDeviation(finished.map((run) => run.turns)),
    density: ratio(
      sum((run) => known(run.messages)),
      sum((run) => known(run.turns)),
      'the runs took no turns',
    ),
    tokensPerRun: meanByTask(tasks, (run) => run.tokens),
    microDollarsPerRun: meanByTask(tasks, (run) => run.microDollars),
    tokensPerSuccess: ratio(
      sum((run) => run.tokens),
      passed,
      'no run passed',
    ),
    microDollarsPerSuccess: ratio(
      sum((run) => run.microDollars),
      passed,
      'no run passed',
    ),
  };
}

/** Only over sets that are graded whole: ungraded runs are no sample of the others. */
function successOf(tasks: readonly TaskRuns[], finished: readonly RunMetrics[]): SuccessRate | Absent {
  const ungraded = finished.filter(({ outcome }) => outcome === 'ungraded').length;
  if (finished.length === 0) return absent('no finished run');
  if (ungraded > 0) return absent(`${ungraded} of ${finished.length} finished runs are not graded`);
  const value = tasks.reduce((sum, { runs }) => sum + passedOf(runs) / runs.length, 0) / tasks.length;
  return { value, interval: wilson(value, tasks.length), passed: passedOf(finished), graded: finished.length };
}

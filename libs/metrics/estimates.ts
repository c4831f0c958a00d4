import { percentileInterval, resampledMeans, type Row } from './bootstrap.js';
import { byTask, finishedOf, passedOf, type TaskRuns } from './by-task.js';
import type { Estimate } from './interval.js';
import { absent, known, type Absent, type Measure } from './measure.js';
import { efficiency, errorAmplification, overheadPercent } from './overhead.js';
import type { RunMetrics } from './run-metrics.js';
import type { SetMetrics } from './set-metrics.js';

/** What O, Ec and A are functions of: means over the tasks of a set and of its baseline. */
const INPUTS = ['turns', 'success', 'baseTurns', 'baseSuccess'] as const;
type Input = (typeof INPUTS)[number];
type Inputs = Readonly<Record<Input, Measure>>;

export interface Estimates {
  readonly overheadPercent: Estimate;
  /** Ec */
  readonly efficiency: Estimate;
  /** A, over tasks: not the paper's trace-level figure of up to 17. */
  readonly errorAmplification: Estimate;
}

/** A set of runs and what its own figures are. */
export interface MeasuredSet {
  readonly runs: readonly RunMetrics[];
  readonly metrics: SetMetrics;
}

/** O, Ec and A with intervals of a percentile bootstrap over the tasks of both sets, those of one task together. */
export function estimatesOf(own: MeasuredSet, base: MeasuredSet): Estimates {
  const [success, baseSuccess] = [rateOf(own.metrics), rateOf(base.metrics)];
  const inputs: Inputs = { turns: own.metrics.turns, success, baseTurns: base.metrics.turns, baseSuccess };
  const rows = rowsOf(own.runs, base.runs);
  const samples = rows.length < 2 ? [] : resampledMeans(rows, INPUTS).map(measured);
  const estimate = (figure: (of: Inputs) => Measure, rates: readonly Measure[]): Estimate => {
    const { value, reason } = figure(inputs);
    if (value === undefined) return absent(reason);
    return { value, interval: unresampled(rows, rates) ?? percentileInterval(samples.map(figure)) };
  };
  return {
    overheadPercent: estimate((of) => overheadPercent(of.turns, of.baseTurns), []),
    efficiency: estimate((of) => efficiency(of.success, of.turns, of.baseTurns), [success]),
    errorAmplification: estimate((of) => errorAmplification(of.success, of.baseSuccess), [success, baseSuccess]),
  };
}

const rateOf = ({ success }: SetMetrics): Measure =>
  success.value === undefined ? absent(success.reason) : known(success.value);

/** Why drawing tasks again would say nothing of how sure a figure is. */
function unresampled(rows: readonly unknown[], rates: readonly Measure[]): Absent | undefined {
  if (rows.length < 2) return absent('fewer than two tasks');
  if (rates.some(({ value }) => value === 0 || value === 1)) return absent('all runs of a set passed, or none did');
  return undefined;
}

function rowsOf(own: readonly RunMetrics[], base: readonly RunMetrics[]): readonly Row<Input>[] {
  const rows = new Map<string, Row<Input>>();
  const add = (tasks: readonly TaskRuns[], columns: (task: TaskRuns) => Row<Input>): void => {
    for (const task of tasks) rows.set(task.task, { ...rows.get(task.task), ...columns(task) });
  };
  add(byTask(finishedOf(own)), ({ runs }) => ({ turns: meanTurns(runs), success: passedOf(runs) / runs.length }));
  add(byTask(finishedOf(base)), ({ runs }) => ({
    baseTurns: meanTurns(runs),
    baseSuccess: passedOf(runs) / runs.length,
  }));
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const meanTurns = (runs: readonly RunMetrics[]): number =>
  runs.reduce((sum, { turns }) => sum + turns, 0) / runs.length;

const measured = (means: Row<Input>): Inputs => ({
  turns: drawn(means.turns),
  success: drawn(means.success),
  baseTurns: drawn(means.baseTurns),
  baseSuccess: drawn(means.baseSuccess),
});
const drawn = (value: number | undefined): Measure =>
  value === undefined ? absent('no task of the set was drawn') : known(value);

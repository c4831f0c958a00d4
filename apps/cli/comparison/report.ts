import type { RunId } from '#events';
import {
  comparedToBaseline,
  runMetricsOf,
  setMetricsOf,
  type BaselineComparison,
  type Outcome,
  type RunMetrics,
  type SetMetrics,
} from '#metrics';
import { BASELINE, type Cell, type ComparisonPlan } from './plan.js';
import type { CellRun } from './run-cells.js';

export interface SystemReport extends SetMetrics {
  readonly architecture: string;
  /** Of all runs of the system together. */
  readonly failedAttempts: number;
  /** Calls whose usage is an estimate of ours. */
  readonly estimatedCalls: number;
  /** Absent where the baseline was not among the systems; of the baseline itself it holds O 0 and Ec S. */
  readonly versusBaseline?: BaselineComparison;
}

/** A comparison as `--json` prints it. */
export interface ComparisonReport extends Pick<ComparisonPlan, 'comparisonId' | 'family' | 'seed' | 'level' | 'tasks'> {
  /** At least one run was simulated: the figures say nothing of real models. */
  readonly rehearsed: boolean;
  readonly baseline: typeof BASELINE;
  readonly systems: readonly SystemReport[];
  readonly runs: readonly (Cell & { readonly runId: RunId; readonly outcome: Outcome })[];
}

export function comparisonReport(plan: ComparisonPlan, runs: readonly CellRun[]): ComparisonReport {
  const measured = runs.map((run) => ({ ...run, metrics: runMetricsOf(run.trajectory) }));
  const metricsOf = (architecture: string): readonly RunMetrics[] =>
    measured.filter(({ cell }) => cell.architecture === architecture).map(({ metrics }) => metrics);
  const baseline = plan.architectures.includes(BASELINE) ? metricsOf(BASELINE) : undefined;
  const { comparisonId, family, seed, level, tasks } = plan;
  return {
    comparisonId,
    family,
    seed,
    ...(level === undefined ? {} : { level }),
    tasks,
    rehearsed: runs.some(({ trajectory }) => trajectory.rehearsed),
    baseline: BASELINE,
    systems: plan.architectures.map((architecture) => systemReport(architecture, metricsOf(architecture), baseline)),
    runs: measured.map(({ cell, runId, metrics }) => ({ ...cell, runId, outcome: metrics.outcome })),
  };
}

function systemReport(
  architecture: string,
  runs: readonly RunMetrics[],
  baseline: readonly RunMetrics[] | undefined,
): SystemReport {
  const sum = (of: (run: RunMetrics) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    architecture,
    ...setMetricsOf(runs),
    failedAttempts: sum((run) => run.failedAttempts),
    estimatedCalls: sum((run) => run.estimatedCalls),
    ...(baseline === undefined ? {} : { versusBaseline: comparedToBaseline(runs, baseline) }),
  };
}

import {
  comparedToBaseline,
  holm,
  setMetricsOf,
  tokensMatch,
  type BaselineComparison,
  type RunMetrics,
  type SetMetrics,
} from '#metrics';
import type { Experiment } from './experiment.js';
import type { CellRun } from './run-cells.js';
import type { TaskGroup } from './task-group.js';

/** What one system did on a group of tasks. */
export interface SystemReport extends SetMetrics {
  readonly system: string;
  /** Some of the runs that these figures are of, the baseline's included, were simulated. */
  readonly rehearsed: boolean;
  /** Of all runs of the system together. */
  readonly failedAttempts: number;
  /** Calls whose usage is an estimate of ours. */
  readonly estimatedCalls: number;
  /** Attempts of which nothing is known, so that their tokens and cost are missing here. */
  readonly lostAttempts: number;
  /** Absent where there is no baseline; of the baseline itself it holds O 0 and Ec S. */
  readonly versusBaseline?: BaselineComparison;
  /** The p-value of the paired comparison after Holm's correction over all tests of the report. */
  readonly pHolm?: number;
}

export interface GroupReport extends Pick<TaskGroup, 'name' | 'family' | 'level'> {
  /** Whether the systems' tokens may be called matched; absent where there is no baseline. */
  readonly tokensMatched?: boolean;
  readonly systems: readonly SystemReport[];
}

export function groupReports(
  experiment: Experiment,
  groups: readonly TaskGroup[],
  runs: readonly CellRun[],
): readonly GroupReport[] {
  const measured = groups.map((group) => groupReport(experiment, group, runs));
  const tested = measured.flatMap(({ systems }) => systems.flatMap((one) => testOf(experiment, one) ?? []));
  const corrected = new Map(holm(tested.map(({ p }) => p)).map((p, at) => [tested[at]?.system, p]));
  return measured.map((group) => ({
    ...group,
    systems: group.systems.map((one) => {
      const pHolm = corrected.get(one);
      return pHolm === undefined ? one : { ...one, pHolm };
    }),
  }));
}

/** The baseline is not tested against itself. */
function testOf({ baseline }: Experiment, system: SystemReport) {
  const p = system.versusBaseline?.paired.pValue.value;
  return p === undefined || system.system === baseline ? undefined : { system, p };
}

function groupReport(
  experiment: Experiment,
  { name, family, level, sets }: TaskGroup,
  all: readonly CellRun[],
): GroupReport {
  const runs = all.filter(({ cell }) => sets.includes(cell.tasks));
  const of = (system: string): readonly CellRun[] => runs.filter(({ cell }) => cell.system.name === system);
  const { baseline, tokenTolerance } = experiment;
  const base = baseline === undefined ? undefined : of(baseline);
  const systems = experiment.systems.map((system) => systemReport(system.name, of(system.name), base));
  const ratios = systems.flatMap(({ versusBaseline }) => versusBaseline?.tokenRatio ?? []);
  return {
    name,
    ...(family === undefined ? {} : { family }),
    ...(level === undefined ? {} : { level }),
    ...(base === undefined ? {} : { tokensMatched: tokensMatch(ratios, tokenTolerance) }),
    systems,
  };
}

function systemReport(system: string, own: readonly CellRun[], baseline: readonly CellRun[] | undefined): SystemReport {
  const runs = metricsOf(own);
  const sum = (of: (run: RunMetrics) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    system,
    rehearsed: [...own, ...(baseline ?? [])].some(({ rehearsed }) => rehearsed),
    ...setMetricsOf(runs),
    failedAttempts: sum((run) => run.failedAttempts),
    estimatedCalls: sum((run) => run.estimatedCalls),
    lostAttempts: sum((run) => run.lostAttempts),
    ...(baseline === undefined ? {} : { versusBaseline: comparedToBaseline(runs, metricsOf(baseline)) }),
  };
}

const metricsOf = (runs: readonly CellRun[]): readonly RunMetrics[] => runs.map(({ metrics }) => metrics);

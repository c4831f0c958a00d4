import type { Estimate, Measure, PairedComparison } from '#metrics';
import type { GroupReport, SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';
import { csvText, type CsvRow } from './csv.js';

/** One row for each group of tasks and system. */
export const comparisonCsv = (report: ExperimentReport): string =>
  csvText(report.groups.flatMap((group) => group.systems.map((system) => rowOf(report, group, system))));

const rowOf = (report: ExperimentReport, group: GroupReport, system: SystemReport): CsvRow => ({
  experiment: report.experiment,
  tasks_of: group.name,
  family: group.family,
  level: group.level,
  system: system.system,
  baseline: report.baseline,
  rehearsed: system.rehearsed,
  tokens_matched: group.tokensMatched,
  runs: system.runs,
  finished: system.finished,
  tasks: system.tasks,
  passed: system.success.value === undefined ? undefined : system.success.passed,
  ...estimate('success', system.success),
  turns: system.turns.value,
  turns_sd: system.turnsDeviation.value,
  density: system.density.value,
  tokens_per_run: system.tokensPerRun.value,
  tokens_per_success: system.tokensPerSuccess.value,
  micro_dollars_per_run: system.microDollarsPerRun.value,
  micro_dollars_per_success: system.microDollarsPerSuccess.value,
  failed_attempts: system.failedAttempts,
  lost_attempts: system.lostAttempts,
  ...versusBaseline(report, system),
});

function versusBaseline({ baseline }: ExperimentReport, system: SystemReport): CsvRow {
  const versus = system.versusBaseline;
  return {
    ...estimate('overhead_percent', versus?.overheadPercent),
    regime: system.system === baseline ? undefined : versus?.regime,
    ...estimate('efficiency', versus?.efficiency),
    ...estimate('error_amplification', versus?.errorAmplification),
    token_ratio: versus?.tokenRatio.value,
    ...pairedCells(system.system === baseline ? undefined : versus?.paired),
    p_holm: system.pHolm,
  };
}

const pairedCells = (paired: PairedComparison | undefined): CsvRow => ({
  paired_tasks: paired?.tasks,
  ...estimate('difference', paired?.difference),
  better_tasks: paired?.firstBetter,
  worse_tasks: paired?.secondBetter,
  p: paired?.pValue.value,
});

export function estimate(name: string, of: Estimate | Measure | undefined): CsvRow {
  const interval = of !== undefined && 'interval' in of && of.interval.reason === undefined ? of.interval : undefined;
  return { [name]: of?.value, [`${name}_low`]: interval?.low, [`${name}_high`]: interval?.high };
}

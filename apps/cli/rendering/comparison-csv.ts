import type { Estimate, Measure, PairedComparison } from '#metrics';
import type { GroupReport, SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';

type Cell = string | number | boolean | undefined;

/** A comparison as RFC 4180 text: one row for each group of tasks and system; what is not defined is empty. */
export function comparisonCsv(report: ExperimentReport): string {
  const rows = report.groups.flatMap((group) => group.systems.map((system) => rowOf(report, group, system)));
  const head = Object.keys(rows[0] ?? {});
  return [head, ...rows.map((row) => Object.values(row))].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const rowOf = (report: ExperimentReport, group: GroupReport, system: SystemReport): Readonly<Record<string, Cell>> => ({
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

function versusBaseline({ baseline }: ExperimentReport, system: SystemReport): Readonly<Record<string, Cell>> {
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

const pairedCells = (paired: PairedComparison | undefined): Readonly<Record<string, Cell>> => ({
  paired_tasks: paired?.tasks,
  ...estimate('difference', paired?.difference),
  better_tasks: paired?.firstBetter,
  worse_tasks: paired?.secondBetter,
  p: paired?.pValue.value,
});

function estimate(name: string, of: Estimate | Measure | undefined): Readonly<Record<string, Cell>> {
  const interval = of !== undefined && 'interval' in of && of.interval.reason === undefined ? of.interval : undefined;
  return { [name]: of?.value, [`${name}_low`]: interval?.low, [`${name}_high`]: interval?.high };
}

const quoted = (cell: Cell): string => {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

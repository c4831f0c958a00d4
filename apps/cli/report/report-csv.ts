import type { Rate } from '#metrics';
import { MODES, type FailureReport, type GroupFigures } from '#reports';
import { estimate } from '../rendering/comparison-csv.js';
import { csvText, type CsvRow } from '../rendering/csv.js';

/** One row for each architecture, real and rehearsed runs apart; runs of others also by service, with columns of their own. */
export const reportCsv = ({ groups }: FailureReport): string => csvText(groups.map(rowOf));

const rowOf = ({ architecture, rehearsed, metrics, received, ...group }: GroupFigures): CsvRow => ({
  ...(received && { service: received.service }),
  architecture,
  rehearsed,
  runs: metrics.runs,
  tasks: metrics.tasks,
  ...Object.fromEntries(MODES.flatMap((mode) => Object.entries(rateCells(mode, group.modes[mode])))),
  ...rateCells('coverage', group.coverage),
  ...(received && { ...rateCells('errors', received.errors), content: received.content.value }),
  ...estimate('success', metrics.success),
  turns: metrics.turns.value,
  density: metrics.density.value,
  redundancy: group.redundancy.value,
  redundancy_method: group.redundancy.method,
  tokens_per_run: metrics.tokensPerRun.value,
  ...estimate('overhead_percent', group.versusBaseline?.overheadPercent),
  regime: group.versusBaseline?.regime,
  ...estimate('efficiency', group.versusBaseline?.efficiency),
  ...estimate('error_amplification', group.versusBaseline?.errorAmplification),
  shared_tasks: group.shared?.tasks,
  ...estimate('shared_success', group.shared?.success),
  shared_turns: group.shared?.turns.value,
});

const rateCells = (name: string, rate: Rate | undefined): CsvRow => ({
  [name]: rate?.value,
  [`${name}_low`]: rate?.low,
  [`${name}_high`]: rate?.high,
});

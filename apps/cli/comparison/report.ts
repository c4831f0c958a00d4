import type { RunId } from '#events';
import type { Outcome } from '#metrics';
import { cellsOf } from './cells.js';
import { allTasks, groupsOf } from './task-group.js';
import { groupReports, type GroupReport } from './group-report.js';
import type { Experiment } from './experiment.js';
import type { CellRun, CellRuns } from './run-cells.js';

/** An experiment as `--json` prints it. */
export interface ExperimentReport {
  readonly experiment: string;
  /** At least one run was simulated: the figures say nothing of real models. */
  readonly rehearsed: boolean;
  readonly baseline?: string;
  /** Share by which the mean tokens of systems that are called matched may differ from the baseline's. */
  readonly tokenTolerance: number;
  readonly repetitions: number;
  readonly runsPlanned: number;
  /** Why not all planned runs are there. */
  readonly stopped?: string;
  /** All tests of success in the groups, over which p-values are corrected. */
  readonly tests: number;
  /** All tasks together where there are several groups, then one group for each family and level. */
  readonly groups: readonly GroupReport[];
  readonly runs: readonly RunRow[];
}

/** One run by its place in the experiment. */
interface RunRow {
  readonly system: string;
  readonly family: string;
  readonly level?: number;
  readonly seed: number;
  readonly index: number;
  readonly repetition: number;
  readonly runId: RunId;
  readonly outcome: Outcome;
  readonly turns: number;
  readonly tokens?: number;
  readonly microDollars?: number;
}

export function experimentReport(experiment: Experiment, { runs, stopped }: CellRuns): ExperimentReport {
  const { name, baseline, tokenTolerance, repetitions } = experiment;
  const parts = groupsOf(experiment.tasks);
  const groups = groupReports(experiment, parts.length > 1 ? [allTasks(parts), ...parts] : parts, runs);
  return {
    experiment: name,
    rehearsed: runs.some(({ rehearsed }) => rehearsed),
    ...(baseline === undefined ? {} : { baseline }),
    tokenTolerance,
    repetitions,
    runsPlanned: cellsOf(experiment).length,
    ...(stopped === undefined ? {} : { stopped }),
    tests: groups.flatMap(({ systems }) => systems.flatMap(({ pHolm }) => pHolm ?? [])).length,
    groups,
    runs: runs.map(rowOf),
  };
}

function rowOf({ cell, runId, metrics }: CellRun): RunRow {
  const { system, tasks, index, repetition } = cell;
  const { family, level, seed } = tasks;
  const { outcome, turns, tokens, microDollars } = metrics;
  return {
    system: system.name,
    family,
    ...(level === undefined ? {} : { level }),
    seed,
    index,
    repetition,
    runId,
    outcome,
    turns,
    ...(tokens.value === undefined ? {} : { tokens: tokens.value }),
    ...(microDollars.value === undefined ? {} : { microDollars: microDollars.value }),
  };
}

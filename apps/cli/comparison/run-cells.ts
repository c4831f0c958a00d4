import pLimit from 'p-limit';
import type { RunEvent, RunId } from '#events';
import { runMetricsOf, type RunMetrics } from '#metrics';
import { trajectoryOf, type Trajectory } from '#trajectory';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { startRun } from '../api/start-run.js';
import { badInput, CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { cellsOf, idempotencyKeyOf, requestOf, type Cell } from './cells.js';
import type { Experiment } from './experiment.js';
import { purseOf, whyClosed, type Purse } from './purse.js';

/** A cell whose run has settled, and what it took. */
export interface CellRun {
  readonly cell: Cell;
  readonly runId: RunId;
  readonly rehearsed: boolean;
  readonly metrics: RunMetrics;
}

export interface CellRuns {
  readonly runs: readonly CellRun[];
  /** Why not all cells were run. */
  readonly stopped?: string;
}

export type Settled = (run: CellRun, trajectory: Trajectory) => void;

/**
 * Runs the cells to their ends, in their order, as many as the cost cap allows. The first failure stops further ones from
 * being started. Cells that were run before are read again and counted.
 */
export async function runCells(api: Api, experiment: Experiment, settled: Settled): Promise<CellRuns> {
  const limit = pLimit(experiment.concurrency);
  const { costCap: cap, budget } = experiment;
  const each = budget?.microDollars;
  const purse = purseOf({ ...(cap === undefined ? {} : { cap }), ...(each === undefined ? {} : { each }) });
  const cells = cellsOf(experiment);
  const work = cells.map((cell) => limit(() => runAdmitted({ api, experiment, purse, settled }, cell)));
  try {
    const runs = (await Promise.all(work)).filter((run) => run !== undefined);
    return runs.length === cells.length ? { runs } : { runs, stopped: whyClosed(purse, cap ?? 0) };
  } finally {
    limit.clearQueue();
  }
}

interface Work {
  readonly api: Api;
  readonly experiment: Experiment;
  readonly purse: Purse;
  readonly settled: Settled;
}

async function runAdmitted(work: Work, cell: Cell): Promise<CellRun | undefined> {
  if (!(await work.purse.admit())) return undefined;
  const events = await eventsOf(work, cell);
  const trajectory = trajectoryOf(events);
  const [first] = events;
  if (first === undefined || trajectory === undefined) throw refused(cell, events);
  const metrics = runMetricsOf(trajectory);
  // A rehearsed run costs what a price list says of its models, or nothing.
  work.purse.spent(metrics.microDollars.value ?? (trajectory.rehearsed ? 0 : undefined));
  const run = { cell, runId: first.runId, rehearsed: trajectory.rehearsed, metrics };
  work.settled(run, trajectory);
  return run;
}

async function eventsOf({ api, experiment }: Work, cell: Cell): Promise<readonly RunEvent[]> {
  const runId = await startRun(api, requestOf(experiment, cell), idempotencyKeyOf(experiment, cell)).catch(
    (error: unknown) => {
      throw error instanceof CliError && error.exitCode === EXIT.badInput ? explained(error, experiment, cell) : error;
    },
  );
  return allOf(followRun(api, runId));
}

function explained({ message }: CliError, { name }: Experiment, { system }: Cell): CliError {
  if (!message.startsWith('Idempotency-Key')) return badInput(`${system.name}: ${message}`);
  return badInput(
    `${name} was started before with another ${system.name}, budget or model: give the experiment another name, or put back what it was`,
  );
}

function refused({ system }: Cell, events: readonly RunEvent[]): CliError {
  const rejection = events.find((event) => event.type === 'CommandRejected');
  return badInput(`${system.name}: a run could not start: ${rejection?.data.message ?? 'it has no events'}`);
}

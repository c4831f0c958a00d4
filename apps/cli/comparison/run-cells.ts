import pLimit from 'p-limit';
import type { RunEvent, RunId } from '#events';
import { trajectoryOf, type Trajectory } from '#trajectory';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { badInput, type CliError } from '../cli-error.js';
import { followRun } from '../api/follow-run.js';
import { startRun } from '../api/start-run.js';
import { cellsOf, idempotencyKeyOf, requestOf, type Cell, type ComparisonPlan } from './plan.js';

/** A cell whose run has settled, with all its events. */
export interface CellRun {
  readonly cell: Cell;
  readonly runId: RunId;
  readonly events: readonly RunEvent[];
  readonly trajectory: Trajectory;
}

export interface CellOptions {
  /** Runs at once. */
  readonly concurrency: number;
  readonly settled: (run: CellRun) => void;
}

/** Runs every cell to its end, in the order of the cells. The first failure stops further ones from being started. */
export async function runCells(api: Api, plan: ComparisonPlan, options: CellOptions): Promise<readonly CellRun[]> {
  const limit = pLimit(options.concurrency);
  const work = cellsOf(plan).map((cell) => limit(() => runCell(api, plan, cell, options)));
  try {
    return await Promise.all(work);
  } finally {
    limit.clearQueue();
  }
}

async function runCell(api: Api, plan: ComparisonPlan, cell: Cell, { settled }: CellOptions): Promise<CellRun> {
  const runId = await startRun(api, requestOf(plan, cell), idempotencyKeyOf(plan, cell));
  const events = await allOf(followRun(api, runId));
  const trajectory = trajectoryOf(events);
  if (trajectory === undefined) throw refused(runId, events);
  const run = { cell, runId, events, trajectory };
  settled(run);
  return run;
}

function refused(runId: RunId, events: readonly RunEvent[]): CliError {
  const rejection = events.find((event) => event.type === 'CommandRejected');
  return badInput(`run ${runId} could not start: ${rejection?.data.message ?? 'it has no events'}`);
}

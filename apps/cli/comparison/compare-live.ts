import type { Api } from '../api/api.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { progressOf } from '../rendering/progress.js';
import type { Terminal } from '../terminal.js';
import type { ComparisonPlan } from './plan.js';
import { runCells, type CellRun } from './run-cells.js';

/** Runs a comparison under a progress bar. One that is interrupted says how it goes on. */
export async function compareLive(
  api: Api,
  plan: ComparisonPlan,
  concurrency: number,
  terminal: Terminal,
): Promise<readonly CellRun[]> {
  const progress = progressOf(plan.architectures, plan.tasks, terminal);
  try {
    return await runCells(api, plan, {
      concurrency,
      settled: ({ cell }) => {
        progress.step(cell.architecture);
      },
    });
  } catch (error) {
    throw error instanceof CliError ? withContinuation(error, plan) : error;
  } finally {
    progress.stop();
  }
}

const withContinuation = (error: CliError, { comparisonId }: ComparisonPlan): CliError =>
  error.exitCode === EXIT.badInput
    ? error
    : new CliError(
        `${error.message}; the same options with \`parley compare --comparison ${comparisonId}\` go on where this stopped`,
        error.exitCode,
        { cause: error },
      );

import type { Api } from '../api/api.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { progressOf } from '../rendering/progress.js';
import type { Terminal } from '../terminal.js';
import { cellsOf } from './cells.js';
import type { Experiment } from './experiment.js';
import { runCells, type CellRuns, type Settled } from './run-cells.js';

/** Runs an experiment under a progress bar. One that is interrupted or stops at its cost cap says so and how it goes on. */
export async function runExperiment(
  api: Api,
  experiment: Experiment,
  terminal: Terminal,
  settled: Settled = () => undefined,
): Promise<CellRuns> {
  const names = experiment.systems.map(({ name }) => name);
  const progress = progressOf(names, cellsOf(experiment).length / names.length, terminal);
  try {
    return await runCells(api, experiment, (run, trajectory) => {
      progress.step(run.cell.system.name);
      settled(run, trajectory);
    });
  } catch (error) {
    throw error instanceof CliError ? withContinuation(error, experiment) : error;
  } finally {
    progress.stop();
  }
}

const withContinuation = (error: CliError, { goesOnBy }: Experiment): CliError =>
  error.exitCode === EXIT.badInput
    ? error
    : new CliError(`${error.message}; to go on where this stopped, ${goesOnBy}`, error.exitCode, {
        cause: error.cause,
      });

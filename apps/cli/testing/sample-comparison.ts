import { trajectoryOf } from '#trajectory';
import { cellsOf, type Cell } from '../comparison/cells.js';
import type { Experiment } from '../comparison/experiment.js';
import type { CellRun } from '../comparison/run-cells.js';
import { runMetricsOf } from '#metrics';
import { completed, debated, graded, requested, RUN_ID, runOf, started, submitted, type Step } from './sample-run.js';

export const EXPERIMENT: Experiment = {
  name: 'mine',
  systems: [
    { name: 'single', request: { architecture: 'single' } },
    { name: 'decentralized', request: { architecture: 'decentralized' } },
  ],
  baseline: 'single',
  tasks: [{ family: 'filings', seed: 7, count: 2 }],
  repetitions: 1,
  concurrency: 1,
  tokenTolerance: 0.1,
  goesOnBy: 'start it again',
};

const alone = (passed: boolean): readonly Step[] => [
  requested('peer-1', 1),
  submitted('peer-1', 1, '42'),
  completed('peer-1', 1),
  graded(passed),
];
/** Twice the turns and tokens of one alone. */
const together = (passed: boolean): readonly Step[] => [
  requested('peer-1', 1),
  submitted('peer-1', 1, '42'),
  debated('peer-1', 'peer-2', 1),
  requested('peer-2', 1, 2),
  submitted('peer-2', 1, '42'),
  completed('peer-1', 1),
  graded(passed),
];

/** Runs of all cells: `single` works alone, everybody else together. */
export function runsOf(experiment: Experiment, passed: (cell: Cell) => boolean): readonly CellRun[] {
  return cellsOf(experiment).map((cell) => {
    const { family, level = 0, seed } = cell.tasks;
    const steps = (cell.system.name === 'single' ? alone : together)(passed(cell));
    const taskHash = Buffer.from(`${family}/${level}/${seed}/${cell.index}`).toString('hex').padEnd(64, '0');
    const trajectory = trajectoryOf(runOf(started({ taskHash }), ...steps))!;
    return { cell, runId: RUN_ID, rehearsed: trajectory.rehearsed, metrics: runMetricsOf(trajectory) };
  });
}

/** Only `single` fails, and only its first task. */
export const RUNS = runsOf(EXPERIMENT, ({ system, index }) => system.name !== 'single' || index > 0);

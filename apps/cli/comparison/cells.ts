import type { StartRunBody } from '../api/start-run.js';
import type { Experiment, NamedSystem, TaskSet } from './experiment.js';

/** One run of an experiment; `repetition` counts from 0. */
export interface Cell {
  readonly system: NamedSystem;
  readonly tasks: TaskSet;
  readonly index: number;
  readonly repetition: number;
}

/**
 * All repetitions of nothing before all tasks were run once, and task by task over all families: one that is stopped has
 * whole tasks, about as many of each family.
 */
export function cellsOf({ systems, tasks, repetitions }: Experiment): readonly Cell[] {
  const rounds = Array.from({ length: repetitions }, (_, repetition) => repetition);
  const indices = Array.from({ length: Math.max(...tasks.map(({ count }) => count)) }, (_, index) => index);
  return rounds.flatMap((repetition) =>
    indices.flatMap((index) =>
      tasks
        .filter(({ count }) => index < count)
        .flatMap((set) => systems.map((system) => ({ system, tasks: set, index, repetition }))),
    ),
  );
}

/** The same for the same cell of an experiment of this name, so that starting it again finds the run it had. */
export const idempotencyKeyOf = ({ name }: Experiment, cell: Cell): string => `${name}/${coordinatesOf(cell)}`;

function coordinatesOf({ system, tasks, index, repetition }: Cell): string {
  const { family, level, seed } = tasks;
  return [system.name, family, level ?? 'any', seed, index, repetition].join('/');
}

/** Between the seeds of a task's repetitions. */
const STRIDE = 1_000_000;

/** Runs of one task and repetition have the same seed on every system: they are pairs. */
export function requestOf({ name, budget }: Experiment, cell: Cell): StartRunBody {
  const { system, tasks, index, repetition } = cell;
  const { family, level, seed } = tasks;
  return {
    taskRef: { family, seed, index, ...(level === undefined ? {} : { level }) },
    system: system.request,
    ...(budget === undefined ? {} : { budget }),
    seed: seed + index + repetition * STRIDE,
    labels: { experiment: name, system: system.name, cell: coordinatesOf(cell) },
    comparisonId: name,
  };
}

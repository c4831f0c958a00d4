import type { Budget } from '#events';
import type { SystemRequestInput } from '#systems';

/** What is usually measured against: the paper's baseline. */
export const SINGLE = 'single';
/** Systems whose mean tokens are within this share of the baseline's are called matched. */
export const TOKEN_TOLERANCE = 0.1;

/** A system under the name that it has in an experiment, which is also its name in requests. */
export interface NamedSystem {
  readonly name: string;
  readonly request: SystemRequestInput;
}

/** Generated tasks, index 0 and on, of one family, level and seed. */
export interface TaskSet {
  readonly family: string;
  readonly level?: number;
  readonly seed: number;
  readonly count: number;
}

/** Every system on the same tasks, each task so many times. */
export interface Experiment {
  /** The comparison that its runs belong to. */
  readonly name: string;
  readonly systems: readonly NamedSystem[];
  /** Name of the system that the others are measured against; absent where none of them is to be. */
  readonly baseline?: string;
  readonly tasks: readonly TaskSet[];
  readonly repetitions: number;
  /** Of each run. */
  readonly budget?: Budget;
  /** Micro-dollars of all runs together. */
  readonly costCap?: number;
  /** Runs at once. */
  readonly concurrency: number;
  readonly tokenTolerance: number;
  /** How to start it again, in words that follow "to go on, ". */
  readonly goesOnBy: string;
}

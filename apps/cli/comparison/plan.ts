import type { Budget } from '#events';
import type { StartRunBody } from '../api/start-run.js';
import type { ModelRequest } from '../options/model-options.js';

/** What the other architectures are measured against. */
export const BASELINE = 'single';

/** The same generated tasks, index 0 and on, for every architecture. */
export interface ComparisonPlan {
  readonly comparisonId: string;
  readonly family: string;
  readonly seed: number;
  readonly level?: number;
  readonly tasks: number;
  readonly architectures: readonly string[];
  readonly model?: ModelRequest;
  /** Of each run. */
  readonly budget?: Budget;
}

/** The same plan with every agent on this model; without one the server's own choice stands. */
export const withModel = (plan: ComparisonPlan, model: ModelRequest | undefined): ComparisonPlan =>
  model === undefined ? plan : { ...plan, model };

/** One run of a comparison. */
export interface Cell {
  readonly architecture: string;
  readonly index: number;
}

/** Task by task, so that a comparison that is stopped has whole tasks. */
export const cellsOf = ({ tasks, architectures }: ComparisonPlan): readonly Cell[] =>
  Array.from({ length: tasks }, (_, index) => architectures.map((architecture) => ({ architecture, index }))).flat();

/** The same for the same cell of the same comparison, so that starting it again finds the run it had. */
export const idempotencyKeyOf = ({ comparisonId }: ComparisonPlan, { architecture, index }: Cell): string =>
  `${comparisonId}/${architecture}/${index}`;

/** Runs of one task have the same seed on every architecture: they are pairs. */
export function requestOf(plan: ComparisonPlan, { architecture, index }: Cell): StartRunBody {
  const { family, seed, level, model, budget, comparisonId } = plan;
  return {
    taskRef: { family, seed, index, ...(level === undefined ? {} : { level }) },
    system: { architecture, ...(model === undefined ? {} : { model }) },
    ...(budget === undefined ? {} : { budget }),
    seed: seed + index,
    comparisonId,
  };
}

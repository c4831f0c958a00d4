import type { FailureMode } from '#taxonomy';

/** The classes of failure in the order of the tables. Written out, as the classifier takes seconds to load. */
export const MODES = [
  'logical_contradiction',
  'numerical_drift',
  'context_omission',
  'coordination_failure',
  'other',
] as const satisfies readonly FailureMode[];
export type Mode = (typeof MODES)[number];

/** `numerical_drift` reads `numerical drift`. */
export const inWords = (code: string): string => code.replaceAll('_', ' ');

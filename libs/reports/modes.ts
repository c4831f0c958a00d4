import { FailureModeSchema } from '#events';

/** The classes of failure in the order of the tables. */
export const MODES = FailureModeSchema.options;
export type Mode = (typeof MODES)[number];

/** `numerical_drift` reads `numerical drift`. */
export const inWords = (code: string): string => code.replaceAll('_', ' ');

import type { RunStatus } from '#read-models';

/** Statuses of runs that have ended. */
export const PRUNABLE = ['completed', 'failed', 'cancelled', 'rejected'] as const satisfies readonly RunStatus[];
export type PrunableStatus = (typeof PRUNABLE)[number];

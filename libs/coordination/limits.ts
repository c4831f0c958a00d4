import type { Limits } from '#events';

export type LimitsRequest = { readonly [K in keyof Limits]?: Limits[K] | undefined };

const DAY_MS = 86_400_000;

/** Limits with what is not given filled in. */
export const limitsOf = (given: LimitsRequest = {}): Limits => ({
  turnTimeoutMs: given.turnTimeoutMs ?? 120_000,
  attempts: given.attempts ?? 4,
  backoffMs: given.backoffMs ?? 500,
  maxBackoffMs: given.maxBackoffMs ?? 30_000,
  approvalMs: given.approvalMs ?? DAY_MS,
});

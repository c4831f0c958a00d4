import type { TurnError } from '#events';

const MESSAGE_LIMIT = 2_000;

/** A failure of this process, not of a model or a tool. */
export const workerError = (error: unknown): TurnError => ({
  code: 'worker_error',
  message: (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE_LIMIT),
  retryable: true,
});

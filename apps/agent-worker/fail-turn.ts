import { WORDS_LIMIT, type CallReport, type RunEvent, type TurnError, type TurnId } from '#events';
import type { OutgoingRecord } from '#event-log';
import { commandOf } from './commands.js';

interface FailedAttempt {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly error: TurnError;
  readonly report?: CallReport;
}

/** FailTurn, its message cut to what a command takes. */
export function failTurn(cause: RunEvent, { turnId, attempt, error, report }: FailedAttempt): OutgoingRecord {
  const message = error.message.slice(0, WORDS_LIMIT);
  return commandOf('FailTurn', cause, {
    turnId,
    attempt,
    error: { ...error, message },
    ...(report === undefined ? {} : { report }),
  });
}

/** A failure of this process, not of a model or a tool. */
export const workerError = (error: unknown): TurnError => ({
  code: 'worker_error',
  message: error instanceof Error ? error.message : String(error),
  retryable: true,
});

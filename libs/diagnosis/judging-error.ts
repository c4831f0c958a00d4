/** `busy`: too many wait already, or for too long. `slow`: judging it took too long. `failed`: the classifier cannot judge this run. */
export type JudgingErrorCode = 'busy' | 'slow' | 'failed';

export class JudgingError extends Error {
  override readonly name = 'JudgingError';

  constructor(
    readonly code: JudgingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const isJudgingError = (error: unknown): error is JudgingError =>
  error instanceof Error && error.name === 'JudgingError';

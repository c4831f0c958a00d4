import type { CallReport } from '#events';

/** In the conventions' words, where they have one. */
export const finishReasonOf = (reason: NonNullable<CallReport['finishReason']>): string =>
  reason === 'tool_calls' ? 'tool_call' : reason;

import { z } from 'zod';
import { CountSchema } from './values.js';

/** Why an attempt or a run failed. The first part are the provider port's codes. */
export const FailureCodeSchema = z.enum([
  'rate_limited',
  'overloaded',
  'server_error',
  'connection_failed',
  'timed_out',
  'invalid_response',
  'content_filtered',
  'refused',
  'output_truncated',
  'context_too_long',
  'authentication_failed',
  'permission_denied',
  'model_not_found',
  'invalid_request',
  'provider_unknown',
  'rehearsal_impossible',
  'malformed_output',
  'deadline_exceeded',
  'approval_expired',
  'approval_failed',
  'context_overflow',
  'turn_limit',
  'no_answer',
  'nobody_left',
  'no_consensus',
  'budget_exhausted',
  'worker_error',
]);
export type FailureCode = z.infer<typeof FailureCodeSchema>;

/** `retryAfterMs`: how long the server asked to be left alone. */
export const TurnErrorSchema = z
  .strictObject({
    code: FailureCodeSchema,
    message: z.string(),
    retryable: z.boolean(),
    retryAfterMs: CountSchema.optional(),
  })
  .meta({ id: 'TurnError' });
export type TurnError = z.infer<typeof TurnErrorSchema>;

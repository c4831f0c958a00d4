import { z } from 'zod';

/** Spans that a receiver took a request without, and why. */
export interface PartialSuccess {
  readonly rejected: number;
  readonly message?: string;
}

/** What the exporters of OpenTelemetry say of a partial success, and all they say of it. */
const ANNOUNCEMENT = 'Received Partial Success response:';

/** `rejectedSpans` is a text in JSON, as every 64-bit number. */
const AnswerSchema = z.object({
  rejectedSpans: z.coerce.number().int().nonnegative().default(0),
  errorMessage: z.string().default(''),
});

/** Undefined for words that are about something else. One that breaks the protocol is a message without a count. */
export function partialSuccessIn([what, answer]: readonly unknown[]): PartialSuccess | undefined {
  if (what !== ANNOUNCEMENT || typeof answer !== 'string') return undefined;
  const { data } = AnswerSchema.safeParse(JSON.parse(answer));
  if (data === undefined) return { rejected: 0, message: answer };
  const { rejectedSpans: rejected, errorMessage: message } = data;
  return { rejected, ...(message !== '' && { message }) };
}

import { z } from 'zod';

/** Every kind of problem with its status and title. Its type is `urn:parley:problem:<kind>`. */
const KINDS = {
  'invalid-request': [400, 'The request is not valid'],
  'foreign-request': [403, 'The request comes from another site'],
  'not-found': [404, 'There is no such thing'],
  'run-unknown': [404, 'There is no such run'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'run-ended': [409, 'The run has ended'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body is not JSON'],
  'not-runnable': [422, 'This run cannot be started'],
  'key-reused': [422, 'The idempotency key was used with another body'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Something is wrong with the server'],
  damaged: [500, 'What was stored is damaged'],
  unavailable: [503, 'The server cannot do this now'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;
export type ProblemKind = keyof typeof KINDS;

const FieldErrorSchema = z
  .object({ field: z.string(), message: z.string() })
  .meta({ id: 'FieldError', description: 'What is wrong with one field, and what would be right' });
export type FieldError = z.infer<typeof FieldErrorSchema>;

/** An answer of RFC 9457. */
export const ProblemDocumentSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(FieldErrorSchema).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof ProblemDocumentSchema>;

/** A refusal that the client is told about. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(detail);
  }
}

export function problemDocument({ kind, detail, errors }: Problem, instance: string): ProblemDocument {
  const [status, title] = KINDS[kind];
  const type = `urn:parley:problem:${kind}`;
  return { type, title, status, detail, instance, ...(errors.length > 0 && { errors: [...errors] }) };
}

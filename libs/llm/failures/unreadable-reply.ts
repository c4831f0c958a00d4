import { issuesText, issueWords } from '#events';
import { z } from 'zod';

/** A vendor answered with something that is none of its answers. */
export class UnreadableReply extends Error {}

/** @throws UnreadableReply that names what is wrong, field by field */
export function readReply<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body, { error: issueWords });
  if (parsed.success) return parsed.data;
  throw new UnreadableReply(`its answer cannot be read: ${issuesText(parsed.error)}`);
}

const TypedSchema = z.object({ type: z.string() });

/**
 * An event of a stream; undefined for one of a type that is not among those read.
 * @throws UnreadableReply for one of these types that has another shape
 */
export function readEvent<T>(schema: z.ZodType<T>, read: ReadonlySet<string>, body: unknown): T | undefined {
  return read.has(readReply(TypedSchema, body).type) ? readReply(schema, body) : undefined;
}

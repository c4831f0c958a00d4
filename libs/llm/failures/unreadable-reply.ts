import { z } from 'zod';

/** A vendor answered with something that is none of its answers. */
export class UnreadableReply extends Error {}

/** @throws UnreadableReply */
export function readReply<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new UnreadableReply(z.prettifyError(parsed.error));
}

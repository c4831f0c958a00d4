import { z } from 'zod';
import { Problem } from './problem.js';

/** What the body parser says of a body that it does not take. */
const ParserErrorSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('entity.too.large'), limit: z.number() }),
  z.looseObject({ type: z.literal('entity.parse.failed'), message: z.string() }),
]);

/** Of an error that was caused by the body parser; undefined for any other. */
export function refusedBody({ cause }: Error): Problem | undefined {
  const { data } = ParserErrorSchema.safeParse(cause);
  if (data === undefined) return undefined;
  if (data.type === 'entity.parse.failed') {
    return new Problem('invalid-request', 'the body cannot be read', [
      { field: 'body', message: `is not JSON: ${data.message}` },
    ]);
  }
  const message = `must have ${data.limit} bytes at most: shorten it, or raise PARLEY_MAX_BODY_BYTES of the server`;
  return new Problem('body-too-large', 'the body is too long to be read', [{ field: 'body', message }]);
}

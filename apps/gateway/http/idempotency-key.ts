import { Problem } from './problem.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws Problem for a key that is empty, too long or not printable ASCII */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || KEY.test(header)) return header;
  const message = 'must be 1 to 255 printable ASCII characters without spaces: a UUID is a good one';
  throw new Problem('invalid-request', 'the idempotency key cannot be used', [{ field: 'Idempotency-Key', message }]);
}

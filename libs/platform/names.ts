import { z } from 'zod';

/** Names with commas between them. */
export const names = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()])));

const HOSTNAME = /^([a-z\d_-]+(\.[a-z\d_-]+)*|\[[\da-f:.]+\])$/;

/** Names of a host as they stand in a request: in lower case, without a port, IPv6 in brackets. */
export const hostnames = names
  .transform((all) => all.map((name) => name.toLowerCase()))
  .refine((all) => all.every((name) => HOSTNAME.test(name)), {
    error: 'must be names or addresses without scheme and port, commas between them: parley.example,10.0.0.7,[fd00::7]',
  });

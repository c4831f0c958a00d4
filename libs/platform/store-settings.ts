import { placeOf } from '#store';
import { z } from 'zod';
import { Secret } from './secret.js';
import { whole } from './whole.js';

const STORES = ['sqlite', 'postgres'] as const;

/** Where read models and blobs are kept: beside the log in the data directory, or in a database that processes share. */
export type StoreSettings =
  { readonly kind: 'sqlite' } | { readonly kind: 'postgres'; readonly url: Secret; readonly connections: number };

export const STORE_VARIABLES = {
  PARLEY_STORE: z.enum(STORES, { error: `must be one of ${STORES.join(', ')}` }).default('sqlite'),
  PARLEY_POSTGRES_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a URL such as postgres://user:password@host:5432/database (special characters as %40)',
    })
    .optional(),
  PARLEY_POSTGRES_CONNECTIONS: whole(10, 1, 1000),
};
type Variables = z.infer<z.ZodObject<typeof STORE_VARIABLES>>;

/** Given that a URL is there where one is needed. */
export function storeSettingsOf({
  PARLEY_STORE: kind,
  PARLEY_POSTGRES_URL: url,
  PARLEY_POSTGRES_CONNECTIONS: connections,
}: Variables): StoreSettings {
  if (kind === 'sqlite' || url === undefined) return { kind: 'sqlite' };
  return { kind, url: new Secret(url, placeOf(url)), connections };
}

import { connectionPool } from '../connection-pool.js';

type Fetch = typeof globalThis.fetch;
const KEY_HEADER = 'x-goog-api-key';
const keyed = new WeakSet<Fetch>();

/**
 * The SDK takes no `fetch`, and the platform's sends the key along wherever a server redirects it. So from here on
 * the platform's `fetch` leaves requests with that key to a pool of our own; all others go as before.
 */
export function fetchKeyedByPool(): void {
  const platform = globalThis.fetch;
  if (keyed.has(platform)) return;
  const pool = connectionPool();
  const chosen: Fetch = (input, init) => (hasKey(init) ? pool : platform)(input, init);
  keyed.add(chosen);
  globalThis.fetch = chosen;
}

const hasKey = (init: RequestInit | undefined): boolean =>
  init?.headers instanceof Headers && init.headers.has(KEY_HEADER);

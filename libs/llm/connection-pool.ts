import { Agent, fetch } from 'undici';

/**
 * A `fetch` with connections of its own. It has no time limits: how long a model may think is for the caller's signal to
 * say, while the platform's `fetch` gives up after five minutes of silence. It follows no redirect: keys and prompts are
 * for the address that they were given for.
 */
export function connectionPool(): typeof globalThis.fetch {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const pooled = (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
    fetch(input, { ...init, dispatcher, redirect: 'manual' });
  // The same standard, declared twice: by the platform and by the package that implements it.
  return pooled as unknown as typeof globalThis.fetch;
}

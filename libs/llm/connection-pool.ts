import { Agent, fetch } from 'undici';
import { boundedBody } from './bounded-body.js';

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` with connections of its own. It has no time limits: how long a model may think is for the caller's signal to
 * say, while the platform's `fetch` gives up after five minutes of silence. It follows no redirect: keys and prompts are
 * for the address that they were given for. A body fails to be read beyond what an answer may have.
 */
export function connectionPool(): Fetch {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const pooled = (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
    fetch(input, { ...init, dispatcher, redirect: 'manual' });
  // The same standard, declared twice: by the platform and by the package that implements it.
  const asked = pooled as unknown as Fetch;
  return async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    return boundedBody(await asked(input, init), origin);
  };
}

import { OpenAI } from 'openai';
import { NO_TIMEOUT_MS } from '../no-timeout.js';

interface Access {
  readonly pool: typeof globalThis.fetch;
  readonly apiKey?: string | undefined;
}

/** The SDK on a server that speaks OpenAI's API; it repeats nothing and has no time limits unless a request says so. */
export function clientAt(baseURL: string, { pool, apiKey }: Access): OpenAI {
  return new OpenAI({
    baseURL,
    apiKey: apiKey ?? 'none',
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    // Given so that the SDK does not look for them in the environment.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    fetch: pool,
  });
}

import { Agent, fetch } from 'undici';

const dispatcher = new Agent({ pipelining: 0 });

/**
 * `fetch` that uses no connection twice. A server closes connections that were idle, and a call that is sent on one just then
 * is in doubt.
 */
const onFreshConnection = (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
  fetch(input, { ...init, dispatcher });

// The same standard, declared twice: by the platform and by the package that implements it.
export const freshFetch = onFreshConnection as unknown as typeof globalThis.fetch;

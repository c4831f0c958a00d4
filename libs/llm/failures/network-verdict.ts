import type { Verdict } from './verdict.js';

/** How a connection failed, where the SDK says no more. */
export type NetworkFailure = 'timed_out' | 'connection_failed';

/** Nothing for an error that is not the network's. */
export function networkVerdict(error: unknown, said: NetworkFailure | undefined): Verdict | undefined {
  const code = systemCodeOf(error);
  if (said === 'timed_out' || (code !== undefined && TIMED_OUT.test(code))) {
    return { code: 'timed_out', retryable: true };
  }
  if (code === undefined && said === undefined) return undefined;
  return { code: 'connection_failed', retryable: true, ...(code === undefined ? {} : { fix: fixOf(code) }) };
}

const TIMED_OUT = /TIMEOUT|TIMEDOUT/;

function fixOf(code: string): string {
  const words = FIXES.get(code);
  return words === undefined ? code : `${code}: ${words}`;
}

const BROKEN = 'the connection broke before the answer was complete';
const FIXES: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'is the server running at this address?'],
  ['ENOTFOUND', 'there is no such host: check this address'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak https: check this address'],
  ['UND_ERR_SOCKET', BROKEN],
  ['ECONNRESET', BROKEN],
]);

/** The operating system's or the HTTP client's code, which stands somewhere down the causes. */
function systemCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? systemCodeOf(error.cause) : undefined;
}
